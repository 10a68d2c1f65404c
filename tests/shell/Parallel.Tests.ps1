BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud -ArgumentList '--images', '40'
    Import-Module (Get-ModuleManifestPath)
    $session = Connect-OpenStack
    $manifest = Get-ModuleManifestPath
    $ids = Get-OSImage -Visibility shared | Select-Object -ExpandProperty Id
}

AfterAll { Stop-LocalCloud }

Describe 'ForEach-Object -Parallel' {
    It 'uses the session that it is given' {
        $names = $ids | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module $using:manifest; (Get-OSImage $_ -Session $using:session).Name }
        $names.Count | Should -Be 40
        $names | Sort-Object -Unique | Should -HaveCount 40
    }

    It 'starts each iteration without a session' {
        $first = 1 | ForEach-Object -Parallel { Import-Module $using:manifest; try { Get-OSImage } catch { $_.FullyQualifiedErrorId -replace ',.*' } }
        $first | Should -Be 'NotConnected'
    }

    It 'connects separately in each iteration' {
        $users = 'admin', 'demo', 'admin', 'demo' | ForEach-Object -ThrottleLimit 2 -Parallel {
            Import-Module $using:manifest
            $password = [System.Net.NetworkCredential]::new($_, $(if ($_ -eq 'demo') { 'secret' } else { 'asdf' })).SecurePassword
            $null = Connect-OpenStack -Credential ([pscredential]::new($_, $password)) -ProjectName $_
            '{0}={1}' -f $_, (Get-OpenStackSession | Where-Object IsDefault).UserName
        }
        $users | Sort-Object | Should -Be 'admin=admin', 'admin=admin', 'demo=demo', 'demo=demo'
    }
}
