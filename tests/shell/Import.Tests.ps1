BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
}

AfterAll { Stop-LocalCloud }

Describe 'Import-Module' {
    BeforeAll {
        Import-Module (Get-ModuleManifestPath)
        Connect-OpenStack | Out-Null
    }

    It 'exports the cmdlets that the manifest lists' {
        $listed = (Import-PowerShellDataFile -LiteralPath (Get-ModuleManifestPath)).CmdletsToExport
        (Get-Command -Module OpenStackImage).Name | Sort-Object | Should -Be ($listed | Sort-Object)
    }

    It 'again with -Force keeps the cmdlets and the session' {
        Import-Module (Get-ModuleManifestPath) -Force
        (Get-OSImageMember 'cirros-0.6.1-x86_64-disk').Status | Should -Be 'pending'
    }

    It 'writes no verb or name warning' {
        $run = Invoke-Pwsh -ArgumentList '-Command', "Import-Module '$(Get-ModuleManifestPath)' 3>&1"
        $run.Output | Should -BeNullOrEmpty
        $run.Errors | Should -BeNullOrEmpty
    }

    It 'makes the types resolve by name' {
        Get-OSImage 'debian-12' | Should -BeOfType ([OpenStackImage.Image])
    }

    It 'adds views that Format-Table uses' {
        $table = Get-OSImageMember 'cirros-0.6.1-x86_64-disk' | Format-Table | Out-String
        $table | Should -Match 'ImageId\s+MemberId\s+Status'
        $table | Should -Match '[0-9a-f-]{36} [0-9a-f]{32} pending'
    }

    It 'adds help that Get-Help finds' {
        (Get-Help Get-OSImageMember).Synopsis | Should -Not -BeNullOrEmpty
        (Get-Help Get-OSImageMember -Parameter Image).Description.Text | Should -Not -BeNullOrEmpty
        Get-Help about_OpenStackImage | Should -Match 'OpenStackImage'
    }

    It 'works on objects with the cmdlets of PowerShell' {
        $rows = Get-OSImage -Visibility shared | Get-OSImageMember | Select-Object ImageId, Status | ConvertTo-Csv | ConvertFrom-Csv
        $rows.Count | Should -BeGreaterThan 3
        $rows | Group-Object Status | Where-Object Name -EQ 'rejected' | Should -HaveCount 1
    }
}

Describe 'A module folder in PSModulePath' {
    BeforeAll {
        $folder = Join-Path $TestDrive 'Modules'
        $null = Copy-BuiltModule -Destination $folder
        $path = @{ PSModulePath = $folder }
    }

    It 'loads when a cmdlet is used' {
        $run = Invoke-Pwsh -Environment $path -ArgumentList '-Command', '$null = Connect-OpenStack; (Get-OSImage debian-12).Visibility; (Get-Module OpenStackImage).Path'
        $run.Errors | Should -BeNullOrEmpty
        $lines = $run.Output -split "`n"
        $lines[0] | Should -Be 'public'
        $lines[1] | Should -BeLike "$folder*"
    }

    It 'keeps the exit code <Code> of a script that requires the module' -ForEach @{ Code = 0 }, @{ Code = 7 } {
        $script = Join-Path $TestDrive 'required.ps1'
        Set-Content -LiteralPath $script -Value "#Requires -Modules OpenStackImage`n(Get-Module OpenStackImage).Name; exit $Code"
        $run = Invoke-Pwsh -Environment $path -ArgumentList '-File', $script
        $run.Output | Should -Be 'OpenStackImage'
        $run.ExitCode | Should -Be $Code
    }

    It 'is found by Get-Module -ListAvailable and Get-Command' {
        $run = Invoke-Pwsh -Environment $path -ArgumentList '-Command', '(Get-Module OpenStackImage -ListAvailable).Name; (Get-Command Get-OSImage).Source'
        $run.Output | Should -Be "OpenStackImage`nOpenStackImage"
    }
}
