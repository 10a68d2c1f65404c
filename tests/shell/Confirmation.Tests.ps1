BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud

    # A runbook: nobody can be asked.
    function Invoke-Runbook {
        param([Parameter(Mandatory)] [string] $Script)

        Invoke-Pwsh -ArgumentList '-Command', @"
Import-Module '$(Get-ModuleManifestPath)'
`$null = Connect-OpenStack
`$image = New-OSImage runbook -Visibility shared
`$null = Add-OSImageMember `$image -Project demo
try { $Script } catch { `$failure = `$_ }
if (`$Error -and -not `$failure) { `$failure = `$Error[0] }
if (`$failure) { `$failure.FullyQualifiedErrorId -replace ',.*'; `$failure.CategoryInfo.Category; `$failure.ErrorDetails.RecommendedAction }
'left: ' + @(Get-OSImage `$image.Id -ErrorAction Ignore).Count + ' ' + @(Get-OSImageMember `$image.Id -ErrorAction Ignore).Count
"@
    }
}

AfterAll { Stop-LocalCloud }

Describe 'A host that cannot ask' {
    It 'gets an error that names the switch: <Script>' -ForEach @(
        @{ Script = 'Remove-OSImage $image' }
        @{ Script = '$image | Remove-OSImage' }
        @{ Script = 'Sync-OSImageMember $image -Project @()' }
        @{ Script = 'Set-OSImage $image -AddTag other -Confirm' }
        @{ Script = '$ConfirmPreference = ''Low''; Remove-OSImageMember $image -Project demo' }
    ) {
        $run = Invoke-Runbook $Script
        $run.Output | Should -Match 'ConfirmationRequired'
        $run.Output | Should -Match 'InvalidOperation'
        $run.Output | Should -Match '-Confirm:\$false|-Force'
        $run.Output | Should -Match 'left: 1 1'
    }

    It 'does it without asking: <Script>' -ForEach @(
        @{ Script = 'Remove-OSImage $image -Force'; Left = '0 0' }
        @{ Script = 'Remove-OSImage $image -Confirm:$false'; Left = '0 0' }
        @{ Script = '$image | Remove-OSImage -Force'; Left = '0 0' }
        @{ Script = '$ConfirmPreference = ''None''; Remove-OSImage $image'; Left = '0 0' }
        @{ Script = '$null = Sync-OSImageMember $image -Project @() -Force'; Left = '1 0' }
        @{ Script = '$null = Sync-OSImageMember $image -Project @() -Confirm:$false'; Left = '1 0' }
        @{ Script = 'Remove-OSImageMember $image -Project demo'; Left = '1 0' }
        @{ Script = 'Set-OSImage $image -AddTag other'; Left = '1 1' }
        @{ Script = 'Remove-OSImage $image -WhatIf'; Left = '1 1' }
    ) {
        $run = Invoke-Runbook $Script
        $run.Errors | Should -BeNullOrEmpty
        ($run.Output -split "`n")[-1] | Should -Be "left: $Left"
        $run.Output | Should -Not -Match 'ConfirmationRequired'
    }
}
