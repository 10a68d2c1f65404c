# PowerShell 7: into a separate load context. Another version or copy of the module is removed first, because it exports the same names. This comes
# before the import of the loader: the removal takes the loader's own cmdlets away, too.
Get-Module OpenStackImage -OutVariable replaced | Remove-Module -Force

try {
    Import-Module "$PSScriptRoot/net8.0/OpenStackImage.Loader.dll" -ErrorAction Stop
}
catch {
    . "$PSScriptRoot/OpenStackImage.OtherLoader.ps1"
}

Get-OpenStackImageAssembly "$PSScriptRoot/net8.0" -Replaced $replaced | Import-Module -PassThru | Export-OpenStackImageCmdlet
