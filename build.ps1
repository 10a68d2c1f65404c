<#
.SYNOPSIS
Builds, tests, shows or packs OpenStackImage. It only calls dotnet; the README has the commands.

.EXAMPLE
./build.ps1 Build
Import-Module ./OpenStackImage.psd1
#>
[CmdletBinding()]
param(
    # Build: the module into ./bin. Test: everything, against the local cloud. Demo: the playground. Package: the module's folder into ./out.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

switch ($Task) {
    'Build' { dotnet build src/OpenStackImage --configuration $Configuration }
    'Test' { dotnet test OpenStackImage.sln --configuration $Configuration }
    'Demo' { dotnet run --project src/OpenStackImage.Playground --configuration $Configuration }
    'Package' { dotnet build src/OpenStackImage --configuration $Configuration --target:PackageModule }
}

exit $LASTEXITCODE
