# PowerShell 7: into a load context of its own.
try {
    Import-Module "$PSScriptRoot/net8.0/OpenStackImage.Loader.dll" -ErrorAction Stop
}
catch {
    . "$PSScriptRoot/OpenStackImage.OtherLoader.ps1"
}

Get-OpenStackImageAssembly "$PSScriptRoot/net8.0" | Import-Module -PassThru | Export-OpenStackImageCmdlet
