BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    $current = Get-ModuleManifestPath
    $newer = Copy-BuiltModule -Destination (Join-Path $TestDrive 'newer') -Version '9.0.0'
    $copy = Copy-BuiltModule -Destination (Join-Path $TestDrive 'copy')

    # Imports the current version, connects, and then runs the script.
    function Invoke-WithModule {
        param([Parameter(Mandatory)] [string] $Script)

        Invoke-Pwsh -ArgumentList '-Command', "`$ErrorActionPreference = 'Stop'; Import-Module '$current'; `$null = Connect-OpenStack; $Script"
    }
}

AfterAll { Stop-LocalCloud }

Describe 'An update while the module is loaded' {
    It 'replaces the loaded version with <Option>' -ForEach @{ Option = '-Force' }, @{ Option = '' } {
        $run = Invoke-WithModule @"
Import-Module '$newer' $Option 3>&1 | Out-String -Width 500
(Get-Module OpenStackImage).Version.ToString()
(Get-Command Get-OSImage).ImplementingType.Assembly.GetName().Version.ToString()
@(Get-Command -Module OpenStackImage).Count -eq (Get-Command -Module OpenStackImage | Sort-Object Name -Unique).Count
try { Get-OSImage } catch { `$_.FullyQualifiedErrorId -replace ',.*' }
`$null = Connect-OpenStack
(Get-OSImageMember 'cirros-0.6.1-x86_64-disk').Status
(Get-OSImageMember 'cirros-0.6.1-x86_64-disk' | Out-String) -match 'pending'
"@
        $run.Errors | Should -BeNullOrEmpty
        $lines = $run.Output -split "`n+"
        $lines[0] | Should -Match 'its OpenStack sessions end'
        $lines[1..6] | Should -Be '9.0.0', '9.0.0.0', 'True', 'NotConnected', 'pending', 'True'
    }

    It 'returns to the earlier version' {
        $run = Invoke-WithModule @"
Import-Module '$newer' -Force 3> `$null
Import-Module '$current' -Force 3> `$null
(Get-Command Get-OSImage).ImplementingType.Assembly.GetName().Version.ToString(3) -eq (Get-Module OpenStackImage).Version
`$null = Connect-OpenStack
(Get-OSImage debian-12).Visibility
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Be "True`npublic"
    }
}

Describe 'A copy of the same version in another folder' {
    It 'replaces the loaded copy and keeps its sessions' {
        $run = Invoke-WithModule @"
Import-Module '$copy' -Force
@(Get-Module OpenStackImage).Count
(Get-OSImage debian-12).Visibility
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Be "1`npublic"
    }
}

Describe 'Remove-Module' {
    It 'removes the cmdlets; after another import the session is the default again' {
        $run = Invoke-WithModule @"
Remove-Module OpenStackImage
`$null -eq (Get-Command Get-OSImage -ErrorAction SilentlyContinue)
Import-Module '$current'
(Get-OSImage debian-12).Visibility
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Be "True`npublic"
    }

    # Windows does not delete a file that is loaded.
    It 'allows the folder of <Copy> to be deleted while PowerShell runs' -Skip:$IsWindows -ForEach @(
        @{ Copy = 'another version'; Version = '8.0.0' }
        @{ Copy = 'a copy of this version'; Version = $null }
    ) {
        $folder = Split-Path -Parent (Copy-BuiltModule -Destination (Join-Path $TestDrive "uninstalled$Version") -Version $Version)
        $run = Invoke-Pwsh -ArgumentList '-Command', @"
Import-Module '$folder'
Remove-Module OpenStackImage
Remove-Item -LiteralPath '$folder' -Recurse -Force
Test-Path -LiteralPath '$folder'
Import-Module '$current'
Import-Module '$current' -Force
`$null = Connect-OpenStack
(Get-OSImage debian-12).Visibility
Get-OpenStackCloud | ForEach-Object AuthType
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Be "False`npublic`nv3password"
    }
}
