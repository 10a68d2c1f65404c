# Functions for the tests of this folder: a local cloud, and separate PowerShell processes.

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
$manifest = Join-Path $root 'OpenStackImage.psd1'
$processes = [System.Collections.Generic.List[System.Diagnostics.Process]]::new()

<#
.SYNOPSIS
Starts a local cloud with the sample images and sets the OS_* variables of its admin. Stop-LocalCloud ends it.
#>
function Start-LocalCloud {
    [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A function of the tests has no -WhatIf.')]
    param([string[]] $ArgumentList = '--sample')

    $program = Get-ChildItem "$root/tools/OpenStackImage.LocalCloud/bin/*/net10.0/OpenStackImage.LocalCloud.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw 'The local cloud is not built. Run: dotnet build OpenStackImage.sln' }
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($program.FullName) + $ArgumentList + '--powershell') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $cloud = [System.Diagnostics.Process]::Start($start)
    $processes.Add($cloud)
    do {
        $line = $cloud.StandardOutput.ReadLine()
        if ($null -eq $line) { throw "The local cloud did not start: $($cloud.StandardError.ReadToEnd())" }
        if ($line -match "^\`$env:(OS_\w+) = '(.*)'$") { Set-Item -LiteralPath "Env:$($Matches[1])" -Value $Matches[2] }
    } until ($line -match 'OS_REGION_NAME')
    $null = $cloud.StandardOutput.ReadToEndAsync(), $cloud.StandardError.ReadToEndAsync()
}

<#
.SYNOPSIS
Ends the sessions and the local clouds of this process, and removes the OS_* variables.
#>
function Stop-LocalCloud {
    [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A function of the tests has no -WhatIf.')]
    param()

    # Sessions outlive the module in a process; the next file starts another cloud.
    if (Get-Command Get-OpenStackSession -ErrorAction Ignore) { Get-OpenStackSession | Disconnect-OpenStack -ErrorAction Ignore }
    foreach ($process in $processes) {
        if (-not $process.HasExited) { $process.Kill() }
        $process.Dispose()
    }
    $processes.Clear()
    Remove-Item Env:OS_*
}

<#
.SYNOPSIS
Returns the path of the manifest of the module that was built.
#>
function Get-ModuleManifestPath { $manifest }

<#
.SYNOPSIS
Copies the module that was built to FOLDER/OpenStackImage and returns the path of its manifest. With -Version, the manifest and the assemblies of
the copy have that version.
#>
function Copy-BuiltModule {
    param([Parameter(Mandatory)] [string] $Destination, [version] $Version)

    $copy = New-Item -ItemType Directory -Path (Join-Path $Destination 'OpenStackImage') -Force
    Copy-Item -LiteralPath $manifest, "$root/bin", "$root/en-US" -Destination $copy -Recurse -Force
    $copiedManifest = Join-Path $copy 'OpenStackImage.psd1'
    if ($Version) {
        $text = Get-Content -LiteralPath $copiedManifest -Raw
        Set-Content -LiteralPath $copiedManifest -Value ($text -replace "ModuleVersion(\s*)= '[^']+'", "ModuleVersion`$1= '$Version'") -NoNewline
        Get-ChildItem "$copy/bin/net8.0/OpenStackImage*.dll" | ForEach-Object { Set-AssemblyVersion -Path $_.FullName -Version $Version }
    }
    $copiedManifest
}

# Writes the version and a new module version ID (MVID) into an assembly: .NET takes two files with the same MVID for one assembly.
function Set-AssemblyVersion {
    [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A function of the tests has no -WhatIf.')]
    param([string] $Path, [version] $Version)

    $bytes = [System.IO.File]::ReadAllBytes($Path)
    $reader = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.MemoryStream]::new($bytes))
    try {
        $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
        $start = $reader.PEHeaders.MetadataStartOffset
        $table = $start + [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetTableMetadataOffset($metadata, 'Assembly')
        $guids = $start + [System.Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetHeapMetadataOffset($metadata, 'Guid')
    }
    finally { $reader.Dispose() }
    $offset = 4
    foreach ($number in $Version.Major, $Version.Minor, $Version.Build, 0) {
        [System.BitConverter]::GetBytes([uint16]$number).CopyTo($bytes, $table + $offset)
        $offset += 2
    }
    [guid]::NewGuid().ToByteArray().CopyTo($bytes, $guids)
    [System.IO.File]::WriteAllBytes($Path, $bytes)
}

<#
.SYNOPSIS
Returns the program and the first arguments that start another PowerShell like this one. The PowerShell of a .NET tool runs in dotnet.
#>
function Get-PwshCommand {
    $program = [Environment]::ProcessPath
    if ((Split-Path -LeafBase $program) -eq 'dotnet') { $program, "$PSHOME/pwsh.dll" } else { , $program }
}

<#
.SYNOPSIS
Runs another PowerShell to its end, without a profile, and returns Output, Errors (text) and ExitCode. Its input is empty.
#>
function Invoke-Pwsh {
    param(
        [Parameter(Mandatory)] [string[]] $ArgumentList,
        [hashtable] $Environment = @{},
        [int] $TimeoutSeconds = 60,
        [switch] $Interactive
    )

    $mode = $Interactive ? @() : @('-NonInteractive')
    $command = @(Get-PwshCommand) + '-NoProfile' + $mode + $ArgumentList
    $start = [System.Diagnostics.ProcessStartInfo]::new($command[0])
    foreach ($argument in $command | Select-Object -Skip 1) { $start.ArgumentList.Add($argument) }
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $start.Environment['NO_COLOR'] = '1'
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        $output, $errors = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($TimeoutSeconds * 1000)) {
            $process.Kill($true)
            throw "PowerShell did not complete within $TimeoutSeconds s: $ArgumentList"
        }
        [pscustomobject]@{ Output = $output.Result.Replace("`r", '').TrimEnd(); Errors = $errors.Result.Replace("`r", '').TrimEnd(); ExitCode = $process.ExitCode }
    }
    finally { $process.Dispose() }
}

Export-ModuleMember -Function Start-LocalCloud, Stop-LocalCloud, Get-ModuleManifestPath, Copy-BuiltModule, Get-PwshCommand, Invoke-Pwsh
