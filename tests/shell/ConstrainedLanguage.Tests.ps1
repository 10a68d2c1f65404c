BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud

    # Runs a script as a user of a locked-down system does: the module is trusted, the script is not.
    function Invoke-ConstrainedLanguage {
        param([Parameter(Mandatory)] [string] $Script)

        $run = Invoke-Pwsh -ArgumentList '-Command', @"
Import-Module '$(Get-ModuleManifestPath)'
`$null = Connect-OpenStack
`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
$Script
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output
    }
}

AfterAll { Stop-LocalCloud }

Describe 'Constrained Language mode' {
    It 'shows all columns of <Command>' -ForEach @(
        @{ Command = "Get-OSImageMember 'cirros-0.6.1-x86_64-disk'"; Pattern = '(?m)^[0-9a-f-]{36} [0-9a-f]{32} pending' }
        @{ Command = "Get-OSImage debian-12"; Pattern = '(?m)^debian-12 +active +public' }
        @{ Command = "Get-OSImage debian-12 | Format-List"; Pattern = 'Name +: debian-12[\s\S]*Visibility +: public' }
        @{ Command = "Get-OpenStackSession | Format-Table"; Pattern = 'admin +admin' }
        @{ Command = "Get-OpenStackRequest"; Pattern = 'identity POST +201 +[\d.]+ /identity/v3/auth/tokens' }
        @{ Command = "Get-OSProject demo"; Pattern = '(?m)^[0-9a-f]{32} +demo' }
    ) {
        Invoke-ConstrainedLanguage "$Command | Out-String -Width 120" | Should -Match $Pattern
    }

    It 'runs a pipeline of cmdlets' {
        Invoke-ConstrainedLanguage "(Get-OSImage -Visibility shared | Get-OSImageMember | Where-Object Status -EQ 'rejected').Status" | Should -Be 'rejected'
    }

    It 'completes names' {
        Invoke-ConstrainedLanguage "(TabExpansion2 'Get-OSImage debian-' 19).CompletionMatches.CompletionText" | Should -Be 'debian-12'
    }
}
