<#
.SYNOPSIS
Builds, tests or packages OpenStackImage. Each task runs a dotnet command.

.EXAMPLE
./build.ps1 Build
Import-Module ./OpenStackImage.psd1
#>
[CmdletBinding()]
param(
    # Build: builds the module in ./bin. Test: runs all tests with the local cloud. Demo: starts the playground. Package: creates the module folder
    # and the .nupkg in ./out. Pages: updates docs/cmdlets. Benchmark: runs the benchmarks.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Pages', 'Benchmark')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

switch ($Task) {
    'Build' { dotnet build src/OpenStackImage --configuration $Configuration }
    'Test' { dotnet test OpenStackImage.sln --configuration $Configuration }
    'Demo' { dotnet run --project tools/OpenStackImage.Playground --configuration $Configuration }
    'Pages' {
        dotnet build src/OpenStackImage --configuration $Configuration
        dotnet run --project tools/OpenStackImage.Docs --configuration $Configuration -- --pages
    }
    'Benchmark' { dotnet run --project tests/OpenStackImage.Benchmarks --configuration Release }
    'Package' { dotnet build src/OpenStackImage --configuration $Configuration --target:PackageModule }
}

exit $LASTEXITCODE
