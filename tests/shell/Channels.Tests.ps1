BeforeDiscovery {
    # script (util-linux) starts a program in a pseudo-terminal.
    $noTerminal = -not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore))
}

# Each channel by which text of a server reaches the screen, in a real terminal, against a cloud whose every text has escape sequences.
Describe 'Text of a hostile cloud' -Skip:$noTerminal {
    BeforeAll {
        Import-Module "$PSScriptRoot/ShellTests.psm1"
        $manifest = Get-ModuleManifestPath
        Add-Type -Path "$PSScriptRoot/HostileCloud.cs"
        $cloud = [HostileCloud]::new()
        $image = [HostileCloud]::ImageId

        function Send-Key([string] $Text) {
            $terminal.StandardInput.Write($Text)
            $terminal.StandardInput.Flush()
        }

        # Reads the output of the terminal until the pattern occurs, and replies to queries of the cursor position.
        function Wait-Screen([string] $Pattern) {
            $deadline = (Get-Date).AddSeconds(100)
            while ($script:screen -notmatch $Pattern) {
                $script:pending ??= $terminal.StandardOutput.ReadAsync($buffer, 0, $buffer.Length)
                $remaining = ($deadline - (Get-Date)).TotalMilliseconds
                if ($remaining -le 0 -or -not $script:pending.Wait([int]$remaining)) { throw "The terminal does not show '$Pattern': $script:screen" }
                $text = [string]::new($buffer, 0, $script:pending.Result)
                $script:pending = $null
                if (-not $text) { throw "The terminal ended without '$Pattern': $script:screen" }
                $script:screen += $text
                foreach ($question in [regex]::Matches($text, "`e\[6n")) { Send-Key "`e[1;1R" }
            }
        }

        # Runs a command in the terminal and returns what the screen shows of it.
        function Invoke-Terminal([string] $Command, [scriptblock] $Keys = {}) {
            $script:number++
            $script:screen = ''
            Send-Key "$Command; 'fin' + 'ished-$number'`r"
            & $Keys
            Wait-Screen "finished-$number"
            $script:screen
        }

        # The text is there, with symbols in the place of its control characters.
        function Assert-Harmless([string] $Screen) {
            $Screen | Should -Match 'OWNED'
            $Screen | Should -Not -Match "`e\]0;OWNED|`e\[41;5m|`e\[2KOWNED"
            $Screen | Should -Not -Match '[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
        }

        # A program in the background ignores Ctrl+C, and so would everything that it starts: env ends that.
        $start = [System.Diagnostics.ProcessStartInfo]::new('script')
        $command = @(Get-PwshCommand) + '-NoLogo', '-NoProfile', '-NoExit', '-Command',
            "Import-Module '$manifest'; `$ProgressPreference = 'Continue'; Set-PSReadLineOption -PredictionSource None; Set-PSReadLineKeyHandler -Key Ctrl+t -Function MenuComplete; 'rea' + 'dy'" |
            ForEach-Object { "'$($_ -replace "'", "'\''")'" }
        foreach ($argument in '--quiet', '--flush', '--return', '--echo', 'never', '--command', "stty cols 200 rows 50; exec env --default-signal=INT $command", '/dev/null') {
            $start.ArgumentList.Add($argument)
        }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $start.Environment['TERM'] = 'xterm-256color'
        $start.Environment['XDG_DATA_HOME'] = Join-Path $TestDrive 'data'
        $start.Environment.Remove('NO_COLOR')
        $script:terminal = [System.Diagnostics.Process]::Start($start)
        $script:screen = ''
        $script:number = 0
        $script:pending = $null
        $buffer = [char[]]::new(4096)
        Wait-Screen 'ready[\s\S]*PS '
        $connect = "`$c = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText -Force)); " +
            "Connect-OpenStack -AuthUrl $($cloud.Address) -Credential `$c -ProjectId $([HostileCloud]::ProjectId) -Quiet"
        $null = Invoke-Terminal $connect
    }

    AfterAll {
        if ($terminal) {
            if (-not $terminal.HasExited) { $terminal.Kill($true) }
            $terminal.Dispose()
        }
        if ($cloud) { $cloud.Dispose() }
    }

    It 'is harmless in <Channel>' -ForEach @(
        @{ Channel = 'tables'; Command = 'Get-OSImage | Out-Host; Get-OSImageMember $id | Out-Host; Get-OSImageTask -Image $id | Out-Host; Get-OSImageStore | Out-Host; Get-OSImageMetadefNamespace | Out-Host; Get-OSImageSchema | Out-Host; Get-OpenStackSession | Out-Host' }
        @{ Channel = 'lists'; Command = 'Get-OSImage | Format-List; Get-OSImageMember $id | Format-List; Get-OSImageTask -Image $id | Format-List; Get-OSImageMetadefNamespace | Format-List; Get-OpenStackSession | Format-List' }
        @{ Channel = 'wide and custom views of the default properties'; Command = 'Get-OSImage | Format-Wide -Property { $_["Name"] }; Get-OSImage' }
        @{ Channel = 'errors, concise'; Command = '$ErrorView = "ConciseView"; Remove-OSImage $id -Force; Get-OSImageTask -Task 22222222-2222-4222-8222-222222222223' }
        @{ Channel = 'errors, normal'; Command = '$ErrorView = "NormalView"; Get-OSImage | Remove-OSImage -Force' }
        @{ Channel = 'errors, detailed'; Command = '$ErrorView = "DetailedView"; Remove-OSImage $id -Force' }
        @{ Channel = 'Get-Error'; Command = '$ErrorView = "ConciseView"; Remove-OSImage $id -Force; Get-Error' }
        @{ Channel = 'verbose and debug messages'; Command = 'Get-OSImage $id -Verbose -Debug' }
        @{ Channel = 'warnings and the minimal progress bar'; Command = '$PSStyle.Progress.View = "Minimal"; Save-OSImage $id $saved -Force' }
        @{ Channel = 'the classic progress bar'; Command = '$PSStyle.Progress.View = "Classic"; Save-OSImage $id $saved -Force' }
        @{ Channel = 'task messages: progress and error'; Command = 'Import-OSImage $id -Uri http://127.0.0.1:1/ -Wait' }
        @{ Channel = '-WhatIf'; Command = 'Remove-OSImage $id -WhatIf; Set-OSImage $id -Property a=b -WhatIf' }
        @{ Channel = 'requests and curl commands'; Command = 'Get-OSImage $id | Out-Null; Get-OpenStackRequest | Format-List; "OWNED"' }
        @{ Channel = 'the diagram'; Command = 'ConvertTo-OpenStackSequenceDiagram; "OWNED"' }
    ) {
        $saved = Join-Path $TestDrive 'saved.img'
        Assert-Harmless (Invoke-Terminal "`$id = '$image'; `$saved = '$saved'; $Command")
    }

    It 'is harmless in the prompts of ShouldProcess and ShouldContinue' {
        $shown = Invoke-Terminal "Get-OSImage '$image' | Remove-OSImage -Confirm" { Wait-Screen '\(default is'; Send-Key "n`r" }
        Assert-Harmless $shown
        Assert-Harmless (Invoke-Terminal "Get-OSImage '$image' | Sync-OSImageMember -Project @()" { Wait-Screen '\(default is'; Send-Key "n`r" })
    }

    It 'is harmless in the list and the tool tips of completion' {
        $script:screen = ''
        Send-Key "Get-OSImageMember `u{14}"
        Wait-Screen 'OWNED'
        # The second candidate and its tool tip; then the chosen one is accepted.
        Send-Key "`e[B"
        Send-Key "`r"
        Send-Key "; 'fin' + 'ished-list'`r"
        Wait-Screen 'finished-list'
        Assert-Harmless $script:screen
    }

    It 'is harmless in the messages of the host: device code and browser' {
        $options = "-AuthUrl $($cloud.Address) -IdentityProvider i -Protocol openid -ClientId c -DiscoveryEndpoint $($cloud.Address)/.well-known/openid-configuration"
        Assert-Harmless (Invoke-Terminal "Connect-OpenStack $options -DeviceCode")
        $shown = Invoke-Terminal "Connect-OpenStack $options -Browser" {
            Wait-Screen 'To sign in[\s\S]*state='
            Assert-Harmless $script:screen
            $script:shown = $script:screen
            $script:screen = ''

            # Ctrl+C discards what is typed before the prompt is back.
            Send-Key "`u{3}"
            Wait-Screen 'PS /'
            $script:screen = $script:shown + $script:screen
            Send-Key "'fin' + 'ished-$number'`r"
        }
        Assert-Harmless $shown
    }
}
