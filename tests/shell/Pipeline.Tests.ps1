BeforeDiscovery { $noPrograms = -not ($IsLinux -or $IsMacOS) }

BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    Import-Module (Get-ModuleManifestPath)
    Connect-OpenStack | Out-Null
    $data = Join-Path $TestDrive 'disk.raw'
    $bytes = [byte[]]::new(70000)
    [System.Random]::new(1).NextBytes($bytes)
    [System.IO.File]::WriteAllBytes($data, $bytes)
    $text = Join-Path $TestDrive 'five.txt'
    1..5 | Set-Content $text
}

AfterAll { Stop-LocalCloud }

Describe 'The output of a program' -Skip:$noPrograms {
    It 'refuses <Command> before the first request' -ForEach @(
        @{ Command = '/bin/cat $data | New-OSImage native -DiskFormat raw' }
        @{ Command = '/bin/cat $text | New-OSImage native -DiskFormat raw' }
        @{ Command = '/bin/echo 1 | New-OSImage native -DiskFormat raw' }
        @{ Command = '/bin/cat $data | Send-OSImageData debian-12' }
        @{ Command = 'Get-Content $text | New-OSImage native -DiskFormat raw' }
        @{ Command = 'Get-Content $data -Raw | New-OSImage native -DiskFormat raw' }
        @{ Command = '1..5 | New-OSImage native -DiskFormat raw' }
        @{ Command = 'Get-Process -Id $PID | New-OSImage native -DiskFormat raw' }
    ) {
        $before = @(Get-OpenStackRequest).Count
        $ErrorActionPreference = 'Stop'
        { & ([scriptblock]::Create($Command)) } | Should -Throw -ErrorId 'InputNotBinary*'
        @(Get-OpenStackRequest).Count | Should -Be $before
    }

    It 'accepts its stream' {
        $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/cat', $data)
        $start.RedirectStandardOutput = $true
        $program = [System.Diagnostics.Process]::Start($start)
        $image = New-OSImage stream -DiskFormat raw -InputStream $program.StandardOutput.BaseStream
        $image.HashValue | Should -Be (Get-FileHash $data -Algorithm SHA512).Hash
    }
}
