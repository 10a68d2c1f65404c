<#
.SYNOPSIS
Runs the Pester tests of this folder in the PowerShell that runs this script, and exits with 1 if a test fails.

.DESCRIPTION
Requires a built solution (dotnet build OpenStackImage.sln), which also downloads Pester. dotnet test runs each file in a separate process.

.EXAMPLE
dotnet tool restore
dotnet pwsh tests/shell/Invoke-ShellTest.ps1 -Path tests/shell/Import.Tests.ps1
#>
[CmdletBinding()]
param(
    # The files or folders of the tests.
    [string[]] $Path = $PSScriptRoot,

    # The full name of a test, with wildcards.
    [string] $FullName,

    # The manifest of Pester. Default: the latest one in the folder of NuGet packages.
    [string] $Pester
)

$ErrorActionPreference = 'Stop'
if (-not $Pester) {
    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path ([Environment]::GetFolderPath('UserProfile')) '.nuget/packages' }
    $Pester = Get-ChildItem "$packages/pester/*/tools/Pester.psd1" | Select-Object -Last 1
    if (-not $Pester) { throw 'Pester is not downloaded. Run: dotnet build OpenStackImage.sln' }
}

Import-Module -Name $Pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
if ($FullName) { $configuration.Filter.FullName = $FullName }
$run = Invoke-Pester -Configuration $configuration

foreach ($test in $run.Tests | Where-Object Result -Ne 'Passed') {
    "$($test.Result): $($test.ExpandedPath) $($test.ErrorRecord)"
}
foreach ($block in $run.FailedBlocks + $run.FailedContainers) { "Failed: $($block.ExpandedPath ?? $block.Item) $($block.ErrorRecord)" }
"Pester $($run.Version) in PowerShell $($PSVersionTable.PSVersion): $($run.PassedCount) passed, $($run.FailedCount) failed, $($run.SkippedCount) skipped, $([int]$run.Duration.TotalSeconds) s"
exit [int]($run.Result -ne 'Passed' -or -not $run.PassedCount)
