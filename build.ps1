<#
.SYNOPSIS
Builds, tests, shows or packs OpenStackImage. It only calls dotnet; the README has the commands.

.EXAMPLE
./build.ps1 Build
Import-Module ./OpenStackImage.psd1
#>
[CmdletBinding()]
param(
    # Build: the module into ./bin. Test: everything, against the local cloud. Demo: the playground. Package: the module's folder and .nupkg into ./out.
    # Pages: docs/cmdlets as the cmdlets are now. Benchmark: what the cmdlets cost.
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
