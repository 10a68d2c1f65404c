BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $packages = Join-Path $TestDrive 'packages/'
    $feed = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'feed')
    $userFolder = Join-Path $TestDrive 'home'
    # .NET returns no folder for data that does not exist, and PSResourceGet then writes to the current one.
    $null = New-Item -ItemType Directory -Path "$userFolder/.local/share", "$userFolder/.config", "$userFolder/.cache"
    $configuration = Get-ChildItem "$root/src/OpenStackImage/bin/*/net8.0/OpenStackImage.dll" | Sort-Object LastWriteTime | Select-Object -Last 1 |
        ForEach-Object { $_.Directory.Parent.Name }
    dotnet msbuild "$root/src/OpenStackImage/OpenStackImage.csproj" -nologo -verbosity:quiet -nodeReuse:false -target:PackageModule "-property:Configuration=$configuration" -property:PackagesWhatIsBuilt=true "-property:PackageRoot=$packages"
    $package = (Get-ChildItem "$packages/*.nupkg").FullName
    $version = (Import-PowerShellDataFile -LiteralPath (Get-ModuleManifestPath)).ModuleVersion

    # A PowerShell whose user has no modules and no repositories but the local one.
    function Invoke-NewUser {
        param([Parameter(Mandatory)] [string] $Script)

        $environment = @{ HOME = "$userFolder"; XDG_DATA_HOME = "$userFolder/.local/share"; XDG_CONFIG_HOME = "$userFolder/.config"; XDG_CACHE_HOME = "$userFolder/.cache"; LOCALAPPDATA = "$userFolder"; PSModulePath = $null }
        $run = Invoke-Pwsh -Environment $environment -TimeoutSeconds 100 -ArgumentList '-Command', @"
`$ErrorActionPreference = 'Stop'
`$ProgressPreference = 'SilentlyContinue'
if (-not (Get-PSResourceRepository -Name local -ErrorAction Ignore)) { Register-PSResourceRepository -Name local -Uri '$feed' -Trusted }
$Script
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output
    }

    $newer = Split-Path -Parent (Copy-BuiltModule -Destination (Join-Path $TestDrive 'newer') -Version '9.0.0')
    $preview = Split-Path -Parent (Copy-BuiltModule -Destination (Join-Path $TestDrive 'preview') -Version '9.1.0')
    $manifestText = Get-Content -LiteralPath "$preview/OpenStackImage.psd1" -Raw
    Set-Content -LiteralPath "$preview/OpenStackImage.psd1" -Value ($manifestText -replace "Prerelease(\s*)= ''", "Prerelease`$1= 'preview1'")
}

Describe 'The package' {
    It 'is published and installed with PSResourceGet' {
        Invoke-NewUser @"
Publish-PSResource -NupkgPath '$package' -Repository local
Install-PSResource OpenStackImage -Repository local
(Get-InstalledPSResource OpenStackImage).Version.ToString()
try { Get-OSImage } catch { `$_.FullyQualifiedErrorId -replace ',.*' }
(Get-Module OpenStackImage).Path.StartsWith('$userFolder')
"@ | Should -Be "$version`nNotConnected`nTrue"
    }

    It 'is found by name, tag and description' {
        Invoke-NewUser @"
`$found = Find-PSResource OpenStackImage -Repository local
`$found.Version.ToString(), ('Glance' -in `$found.Tags), `$found.IconUri.AbsoluteUri.EndsWith('icon.png'), ([string]::Join(' ', `$found.Tags).Length -lt 4000)
"@ | Should -Be "$version`nTrue`nTrue`nTrue"
    }

    It 'is updated to a newer version, and to a preview only on request' {
        Invoke-NewUser @"
Publish-PSResource -Path '$newer' -Repository local
Publish-PSResource -Path '$preview' -Repository local
Update-PSResource OpenStackImage -Repository local
(Get-InstalledPSResource OpenStackImage).Version | Sort-Object | ForEach-Object ToString
Update-PSResource OpenStackImage -Repository local -Prerelease
Get-InstalledPSResource OpenStackImage | Where-Object Version -EQ '9.1.0' | ForEach-Object Prerelease
Import-Module OpenStackImage
(Get-Module OpenStackImage).Version.ToString()
"@ | Should -Be "$version`n9.0.0`npreview1`n9.1.0"
    }

    It 'is saved to a folder and uninstalled' {
        Invoke-NewUser @"
Save-PSResource OpenStackImage -Repository local -Version $version -Path '$TestDrive'
(Test-ModuleManifest '$TestDrive/OpenStackImage/$version/OpenStackImage.psd1').ExportedCmdlets.Count -gt 50
Uninstall-PSResource OpenStackImage -Version '*'
@(Get-InstalledPSResource OpenStackImage -ErrorAction Ignore).Count
"@ | Should -Be "True`n0"
    }

    It 'has a file catalog that matches the folder' -Skip:(-not $IsWindows) {
        # New-FileCatalog exists on Windows only.
        $folder = (Get-ChildItem "$packages/OpenStackImage").FullName
        $catalog = New-FileCatalog -Path $folder -CatalogFilePath (Join-Path $TestDrive 'OpenStackImage.cat') -CatalogVersion 2
        Test-FileCatalog -Path $folder -CatalogFilePath $catalog.FullName | Should -Be 'Valid'
    }
}
