BeforeDiscovery {
    $refused = @(
        @{ Script = 'Remove-OSImage $image' }
        @{ Script = '$image | Remove-OSImage' }
        @{ Script = 'Sync-OSImageMember $image -Project @()' }
        @{ Script = 'Set-OSImage $image -AddTag other -Confirm' }
        @{ Script = '$ConfirmPreference = ''Low''; Remove-OSImageMember $image -Project demo' }
    )
    $done = @(
        @{ Script = 'Remove-OSImage $image -Force'; Left = '0 0' }
        @{ Script = 'Remove-OSImage $image -Confirm:$false'; Left = '0 0' }
        @{ Script = '$image | Remove-OSImage -Force'; Left = '0 0' }
        @{ Script = '$ConfirmPreference = ''None''; Remove-OSImage $image'; Left = '0 0' }
        @{ Script = '$null = Sync-OSImageMember $image -Project @() -Force'; Left = '1 0' }
        @{ Script = '$null = Sync-OSImageMember $image -Project @() -Confirm:$false'; Left = '1 0' }
        @{ Script = 'Remove-OSImageMember $image -Project demo'; Left = '1 0' }
        @{ Script = 'Set-OSImage $image -AddTag other'; Left = '1 1' }
        @{ Script = 'Remove-OSImage $image -WhatIf'; Left = '1 1' }
    )
}

# One process for all scripts: starting one takes longer than everything else.
BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    $file = Join-Path $TestDrive 'runbook.ps1'
    Set-Content -LiteralPath $file -Value @"
Import-Module '$(Get-ModuleManifestPath)'
`$null = Connect-OpenStack
foreach (`$script in Get-Content -LiteralPath '$TestDrive/scripts.txt') {
    `$image = New-OSImage runbook -Visibility shared
    `$null = Add-OSImageMember `$image -Project demo
    `$Error.Clear()
    try { & ([scriptblock]::Create(`$script)) 2> `$null | Out-Null } catch { }
    `$failure = `$Error | Select-Object -First 1
    [pscustomobject]@{
        Script = `$script
        ErrorId = "`$(`$failure.FullyQualifiedErrorId)" -replace ',.*'
        Category = "`$(`$failure.CategoryInfo.Category)"
        Action = `$failure.ErrorDetails.RecommendedAction
        Left = '{0} {1}' -f @(Get-OSImage `$image.Id -ErrorAction Ignore).Count, @(Get-OSImageMember `$image.Id -ErrorAction Ignore).Count
    } | ConvertTo-Json -Compress
    Get-OSImage -Name 'runboo[k]' | Remove-OSImage -Force
}
"@
    $all = Get-Content -LiteralPath $PSCommandPath | Select-String "@\{ Script = '((?:[^']|'')*)'" | ForEach-Object { $_.Matches[0].Groups[1].Value -replace "''", "'" }
    Set-Content -LiteralPath "$TestDrive/scripts.txt" -Value $all
    $run = Invoke-Pwsh -TimeoutSeconds 300 -ArgumentList '-File', $file
    $results = @{}
    $run.Output -split "`n" | Where-Object { $_ -like '{*' } | ConvertFrom-Json | ForEach-Object { $results[$_.Script] = $_ }
}

AfterAll { Stop-LocalCloud }

Describe 'A host that cannot prompt' {
    It 'gets an error that names the switch: <Script>' -ForEach $refused {
        $result = $results[$Script]
        $result.ErrorId | Should -Be 'ConfirmationRequired'
        $result.Category | Should -Be 'InvalidOperation'
        $result.Action | Should -Match '-Confirm:\$false'
        $result.Left | Should -Be '1 1'
    }

    It 'gets the same error at the end of its input, as in cron: <Script>' -ForEach @(
        @{ Script = 'Remove-OSImage cirros-0.6.1-x86_64-disk' }, @{ Script = 'New-OSImage asked -Confirm' }, @{ Script = 'Disconnect-OpenStack -Confirm' }
        @{ Script = 'Sync-OSImageMember cirros-0.6.1-x86_64-disk -Project @()' }
    ) {
        $command = "Import-Module '$(Get-ModuleManifestPath)'; Connect-OpenStack -Quiet; $Script -ErrorVariable failure; `$failure.FullyQualifiedErrorId; @(Get-OSImage).Count"
        $run = Invoke-Pwsh -Interactive -ArgumentList '-Command', $command
        $run.Output | Should -Match "ConfirmationRequired,.*\n6$"
    }

    It 'runs without a prompt: <Script>' -ForEach $done {
        $result = $results[$Script]
        $result.ErrorId | Should -BeNullOrEmpty
        $result.Left | Should -Be $Left
    }
}
