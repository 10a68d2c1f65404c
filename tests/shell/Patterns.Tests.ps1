BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    Import-Module (Get-ModuleManifestPath)
    $null = Connect-OpenStack
    $raw = @{ DiskFormat = 'raw'; ContainerFormat = 'bare' }
    'we[i]rd', 'wei', 'star*', 'starlight', 'two words' | ForEach-Object { New-OSImage $_ -Visibility shared @raw } | Add-OSImageMember -Project demo | Out-Null
    $null = New-OSImage 'we private' -Visibility private @raw
    'OS::One', 'OS::Two' | ForEach-Object { $null = New-OSImageMetadefNamespace $_; $null = New-OSImageMetadefTag $_ "tag of $_" }
}

AfterAll { Stop-LocalCloud }

# A name with wildcards on a Get- cmdlet is a pattern, unless something has exactly that name.
Describe 'A name with wildcards' {
    It 'is a pattern at the first position of a Get- cmdlet: <Script>' -ForEach @(
        @{ Script = 'Get-OSImage we*'; Count = 3 }
        @{ Script = 'Get-OSImageMember we*'; Count = 2 }
        @{ Script = 'Get-OSImageMember we*, two*'; Count = 3 }
        @{ Script = "'we*', 'two*' | Get-OSImageMember"; Count = 3 }
        @{ Script = 'Get-OSImageMember none*'; Count = 0 }
        @{ Script = 'Get-OSImageTask we*'; Count = 0 }
        @{ Script = 'Get-OSProject d*, a*'; Count = 3 }
        @{ Script = 'Get-OSImageMetadefNamespace OS::[OT]*'; Count = 2 }
        @{ Script = 'Get-OSImageMetadefTag OS::[OT]*'; Count = 2 }
        @{ Script = 'Get-OSImageMetadefTag OS::* *Two'; Count = 1 }
        @{ Script = "Get-OSImageMetadefTag OS::* 'tag of OS::One'"; Count = 1 }
        @{ Script = 'Get-OSImageMetadefObject OS::[OT]*'; Count = 0 }
        @{ Script = 'Get-OSImageSchema imag* id'; Count = 1 }
        @{ Script = 'Get-OpenStackCloud env*'; Count = 1 }
    ) {
        @(& ([scriptblock]::Create("$Script -ErrorAction Stop"))).Count | Should -Be $Count
    }

    It 'is a pattern in a filter: <Script>' -ForEach @(
        @{ Script = 'Get-OSImageMember two* -Project d*'; Count = 1 }
        @{ Script = 'Get-OSImageMember two* -Project a*'; Count = 0 }
        @{ Script = "Get-OSImage -Name 'we*' -Owner adm*"; Count = 3 }
        @{ Script = "Get-OSImage -Name 'we*' -Owner de*"; Count = 0 }
        @{ Script = "Get-OSImage -Name 'we*' -Owner nobody*"; Count = 0 }
        @{ Script = "Get-OSImage -Name 'we*', 'two*'"; Count = 4 }
    ) {
        @(& ([scriptblock]::Create("$Script -ErrorAction Stop"))).Count | Should -Be $Count
    }

    It 'selects only the image that has exactly this name: <Script>' -ForEach @(
        @{ Script = "Get-OSImage 'we[i]rd'"; Name = 'we[i]rd' }
        @{ Script = "Get-OSImage -Name 'we[i]rd'"; Name = 'we[i]rd' }
        @{ Script = "Get-OSImage 'we``[i``]rd'"; Name = 'we[i]rd' }
        @{ Script = "Get-OSImage -Name 'we``[i``]rd'"; Name = 'we[i]rd' }
        @{ Script = "Get-OSImage 'star*'"; Name = 'star*' }
        @{ Script = "Get-OSImage -Name 'star*'"; Name = 'star*' }
        @{ Script = "Get-OSImageMember 'star*' -ResolveName"; Name = 'star*' }
        @{ Script = "Get-OSImageMember 'we``[i``]rd' -ResolveName"; Name = 'we[i]rd' }
        @{ Script = "Set-OSImage 'star*' -AddTag x -PassThru"; Name = 'star*' }
    ) {
        $found = & ([scriptblock]::Create("$Script -ErrorAction Stop"))
        $found.ImageName ?? $found.Name | Should -Be $Name
    }

    It 'is refused by <_>, and the error states what to do' -ForEach 'Set-OSImage two* -AddTag x', 'Remove-OSImage two* -Force', 'Add-OSImageMember two* alt', 'Save-OSImage two*' {
        . ([scriptblock]::Create("$_ -ErrorAction SilentlyContinue -ErrorVariable failure"))
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ImageNotFound,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Get-OSImage'
    }

    It 'is documented for the first parameter of each Get- cmdlet that accepts names' {
        foreach ($command in Get-Command -Module OpenStackImage -Verb Get) {
            $first = $command.ImplementingType.GetProperties().Where({ $_.GetCustomAttributes($true).Where({ $_ -is [Parameter] -and $_.Position -eq 0 }) })
            foreach ($property in $first | Where-Object Name -NE 'Namespace') {
                $property.GetCustomAttributes($true).Where({ $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }) | Should -Not -BeNullOrEmpty -Because "$command -$($property.Name)"
            }
        }
    }
}

Describe 'A name without wildcards that nothing has' {
    It 'is one error with the name as its target: <Script>' -ForEach @(
        @{ Script = 'Get-OSImage nothing' }, @{ Script = 'Get-OSImage -Name nothing' }, @{ Script = 'Get-OSImageMember nothing' }, @{ Script = 'Get-OSImageTask nothing' }
        @{ Script = 'Get-OSProject nothing' }, @{ Script = 'Get-OSImageMetadefNamespace nothing' }, @{ Script = 'Get-OSImageMetadefTag nothing' }
        @{ Script = 'Get-OSImageSchema nothing' }, @{ Script = 'Get-OpenStackCloud nothing' }
    ) {
        $result = . ([scriptblock]::Create("$Script -ErrorAction SilentlyContinue -ErrorVariable failure"))
        $result | Should -BeNullOrEmpty
        $failure | Should -HaveCount 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nothing'
    }
}

Describe 'A file' {
    BeforeAll {
        Push-Location $TestDrive
        $null = New-OSImage saved -Visibility private @raw
        [System.IO.File]::WriteAllBytes("$TestDrive/disk.raw", [byte[]]::new(512))
        $null = New-OSImage with-data -Path "$TestDrive/disk.raw" @raw
        $missing = Join-Path $TestDrive 'missing'
    }

    AfterAll { Pop-Location }

    It 'that does not exist is ObjectNotFound with its path: <Script>' -ForEach @(
        @{ Script = 'New-OSImage x -Path $missing' }, @{ Script = 'New-OSImage x -LiteralPath $missing' }, @{ Script = 'Send-OSImageData saved -Path $missing' }
        @{ Script = 'Save-OSImage with-data -Path $missing/x.raw' }, @{ Script = 'Import-OSImageMetadefNamespace $missing' }, @{ Script = 'Import-OSImageMetadefNamespace "$missing*"' }
        @{ Script = 'Test-OSImageSharing "$missing.yaml"' }, @{ Script = 'Sync-OSImageSharing "$missing.yaml"' }, @{ Script = 'Export-OSImageSharingReport report.html -Since $missing' }
        @{ Script = 'Connect-OpenStack -Cloud x -ConfigFile $missing' }, @{ Script = 'Get-OpenStackCloud -ConfigFile $missing' }, @{ Script = 'Connect-OpenStack -CACertificate $missing' }
        @{ Script = 'Export-OSImageSharing $missing/x.yaml' }, @{ Script = 'Export-OSImageSharingReport $missing/x.html' }
    ) {
        $failure = try { & ([scriptblock]::Create("$Script -ErrorAction Stop")) } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -BeLike "$missing*"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$failure" | Should -Not -Match '\.part'
    }

    It 'of another provider is an error of the module: <Script>' -ForEach @(
        @{ Script = 'New-OSImage x -Path Env:/PATH' }, @{ Script = 'Send-OSImageData saved -Path Env:/PATH' }, @{ Script = 'Save-OSImage with-data -Path Env:/x' }
        @{ Script = 'Import-OSImageMetadefNamespace Env:/PATH' }, @{ Script = 'Test-OSImageSharing Env:/x.yaml' }, @{ Script = 'Export-OSImageSharing Env:/x.yaml' }
        @{ Script = 'Export-OSImageSharingReport Env:/x.html' }, @{ Script = 'Export-OSImageSharingReport report.html -Since Env:/PATH' }
        @{ Script = 'Connect-OpenStack -ConfigFile Env:/PATH' }, @{ Script = 'Get-OpenStackCloud -ConfigFile Env:/PATH' }, @{ Script = 'Connect-OpenStack -CACertificate Env:/PATH' }
        @{ Script = 'Connect-OpenStack -ClientCertificate Env:/PATH' }
    ) {
        $failure = try { & ([scriptblock]::Create("$Script -ErrorAction Stop")) } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileFailed,*'
        $failure.TargetObject | Should -BeLike 'Env:*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'relative to a drive that is not of files is refused: <Script>' -ForEach @(
        @{ Script = 'Get-OpenStackCloud -ConfigFile x.yaml' }, @{ Script = 'Connect-OpenStack -ConfigFile x.yaml' }, @{ Script = 'New-OSImage x -Path x.raw' }
        @{ Script = 'Save-OSImage with-data' }, @{ Script = 'Test-OSImageSharing x.yaml' }, @{ Script = 'Import-OSImageMetadefNamespace x.json' }
    ) {
        Push-Location Env:
        try { $failure = try { & ([scriptblock]::Create("$Script -ErrorAction Stop")) } catch { $_ } } finally { Pop-Location }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileFailed,*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
