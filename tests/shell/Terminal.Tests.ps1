BeforeDiscovery {
    # script (util-linux) starts a program in a pseudo-terminal.
    $noTerminal = -not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore))
}

BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    $manifest = Get-ModuleManifestPath
}

AfterAll { Stop-LocalCloud }

# Skipped where there is no script: only there can a test press keys.
Describe 'PowerShell in a terminal' -Skip:$noTerminal {
    BeforeAll {
        function Start-Terminal {
            [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A function of the tests has no -WhatIf.')]
            param([Parameter(Mandatory)] [string[]] $ArgumentList)

            $command = @(Get-PwshCommand) + '-NoLogo', '-NoProfile' + $ArgumentList | ForEach-Object { "'$($_ -replace "'", "'\''")'" }

            # A program in the background ignores Ctrl+C, and so would everything that it starts: env ends that.
            $start = [System.Diagnostics.ProcessStartInfo]::new('script')
            foreach ($argument in '--quiet', '--flush', '--return', '--echo', 'never', '--command', "stty cols 120 rows 40; exec env --default-signal=INT $command", '/dev/null') {
                $start.ArgumentList.Add($argument)
            }
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
            $start.Environment['TERM'] = 'xterm-256color'
            $start.Environment['XDG_DATA_HOME'] = Join-Path $TestDrive 'data'
            $script:screen = ''
            $script:terminal = [System.Diagnostics.Process]::Start($start)
            $script:pending = $null
            $script:buffer = [char[]]::new(4096)
        }

        # Reads the output of the terminal, and replies to queries of the cursor position. A program that shows progress waits for these
        # replies, so that a test must read while it waits. Returns false after the end of the output.
        function Read-Screen {
            param([int] $Milliseconds = 50)

            $script:pending ??= $terminal.StandardOutput.ReadAsync($buffer, 0, $buffer.Length)
            if (-not $pending.Wait($Milliseconds)) { return $true }
            $count = $pending.Result
            if ($count -eq 0) { return $false }
            $script:pending = $null
            $text = [string]::new($buffer, 0, $count)
            $script:screen += $text
            foreach ($question in [regex]::Matches($text, "`e\[6n")) { Send-Key "`e[1;1R" }
            $true
        }

        function Wait-Screen {
            param([Parameter(Mandatory)] [string] $Pattern)

            $deadline = (Get-Date).AddSeconds(60)
            while ($screen -notmatch $Pattern) {
                if (-not (Read-Screen)) { throw "The terminal ended without '$Pattern': $screen" }
                if ((Get-Date) -gt $deadline) { throw "The terminal does not show '$Pattern': $($screen[-800..-1] -join '')" }
            }
        }

        function Wait-End {
            $deadline = (Get-Date).AddSeconds(90)
            while (Read-Screen) {
                if ((Get-Date) -gt $deadline) { throw "The terminal did not end: $($screen[-800..-1] -join '')" }
            }
            $terminal.WaitForExit()
        }

        # The images that the cloud has, as another PowerShell session sees them.
        function Get-RemoteImage {
            Import-Module $manifest
            if (-not (Get-OpenStackSession)) { $null = Connect-OpenStack }
            @(Get-OSImage)
        }

        function Wait-Until {
            param([Parameter(Mandatory)] [scriptblock] $Condition)

            $deadline = (Get-Date).AddSeconds(60)
            while (-not (& $Condition)) {
                if ((Get-Date) -gt $deadline) { throw "This did not happen in time: $Condition" }
                $null = Read-Screen
            }
        }

        function Send-Key {
            param([Parameter(Mandatory)] [string] $Text)

            $terminal.StandardInput.Write($Text)
            $terminal.StandardInput.Flush()
        }
    }

    AfterEach {
        if (-not $terminal.HasExited) { $terminal.Kill($true) }
        $terminal.Dispose()
    }

    It 'stops a cmdlet at Ctrl+C and returns to the prompt' {
        Start-Terminal '-NoExit', '-Command', "Import-Module '$manifest'; `$null = Connect-OpenStack; 'rea' + 'dy'"
        Wait-Screen 'ready'
        Wait-Screen 'PS /'
        Send-Key "while (1) { Get-OSImage | Out-Null; 'a ' + 'page'; Start-Sleep -Milliseconds 200 }`r"
        Wait-Screen 'a page'
        $script:screen = ''
        Send-Key "`u{3}"
        Wait-Screen 'PS /'
        $script:screen = ''
        Send-Key "(Get-OSImage debian-12).Visibility + '!'`r"
        Wait-Screen 'public!'
    }

    It 'completes an image name with Tab' {
        Start-Terminal '-NoExit', '-Command', "Import-Module '$manifest'; `$null = Connect-OpenStack; Import-Module PSReadLine; 'rea' + 'dy'"
        Wait-Screen 'ready'
        Wait-Screen 'PS /'
        Send-Key 'Get-OSImageMember cirr'
        $presses = 0
        Wait-Until {
            # A cloud of a loaded computer may need more time than Tab waits; users press it again.
            if ($presses++ % 40 -eq 0) { Send-Key "`t" }
            $screen -match 'cirros-0.6.1-x86_64-disk'
        }
    }

    It 'leaves no image behind when -File is interrupted during an upload' {
        $before = (Get-RemoteImage).Count
        $data = Join-Path $TestDrive 'large.raw'
        $stream = [System.IO.File]::Create($data)
        $stream.SetLength(20GB)
        $stream.Dispose()
        $file = Join-Path $TestDrive 'upload.ps1'
        Set-Content -LiteralPath $file -Value @"
Import-Module '$manifest'
`$null = Connect-OpenStack
'upl' + 'oading'
New-OSImage -Name interrupted -Path '$data' -DiskFormat raw -ContainerFormat bare
"@
        Start-Terminal '-File', $file
        Wait-Screen 'uploading'
        Wait-Until { (Get-RemoteImage).Count -gt $before }
        Send-Key "`u{3}"
        Wait-End
        $screen | Should -Match 'Stopped\. Image [0-9a-f-]{36} is incomplete, and is being removed\.'
        (Get-RemoteImage).Count | Should -Be $before
    }

    It 'asks before <Command>, and <Result> after the key <Key>' -ForEach @(
        @{ Command = 'Remove-OSImage asked'; Key = 'n'; Result = 'keeps the image'; Left = 1 }
        @{ Command = 'Set-OSImage asked -AddTag asked -Confirm'; Key = 'n'; Result = 'keeps the image'; Left = 1 }
        @{ Command = 'Remove-OSImage asked'; Key = 'y'; Result = 'removes the image'; Left = 0 }
    ) {
        $null = Get-RemoteImage
        if (-not (Get-OSImage -Name 'aske[d]')) { $null = New-OSImage asked }
        Start-Terminal '-NoExit', '-Command', "Import-Module '$manifest'; `$null = Connect-OpenStack; 'rea' + 'dy'"
        Wait-Screen 'ready'
        Wait-Screen 'PS /'
        $script:screen = ''
        Send-Key "$Command`r"
        Wait-Screen '\[Y\] Yes'
        $script:screen = ''
        Send-Key "$Key`r"
        Wait-Screen 'PS /'
        @(Get-OSImage -Name 'aske[d]').Count | Should -Be $Left
    }

    It 'does not ask with <Switch>' -ForEach @{ Switch = '-Force' }, @{ Switch = '-Confirm:$false' } {
        $null = Get-RemoteImage
        $null = New-OSImage unasked
        Start-Terminal '-Command', "Import-Module '$manifest'; `$null = Connect-OpenStack; Remove-OSImage unasked $Switch; 'do' + 'ne'"
        Wait-Screen 'done'
        Get-OSImage -Name 'unasked*' | Should -BeNullOrEmpty
    }

    It 'ends -File with <Code> for <Script>' -ForEach @(
        @{ Script = "Get-OSImage 'no such image' -ErrorAction Stop"; Code = 1 }
        @{ Script = 'exit 7'; Code = 7 }
        @{ Script = "(Get-OSImage debian-12).Visibility"; Code = 0 }
    ) {
        $file = Join-Path $TestDrive 'code.ps1'
        Set-Content -LiteralPath $file -Value "Import-Module '$manifest'; `$null = Connect-OpenStack; $Script"
        Start-Terminal '-File', $file
        Wait-End
        $terminal.ExitCode | Should -Be $Code
    }
}
