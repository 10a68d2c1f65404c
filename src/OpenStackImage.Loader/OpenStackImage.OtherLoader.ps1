# The loader of this version cannot be loaded: this PowerShell is too old for it, or another version of the module has brought its own.
if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "OpenStackImage needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is $($PSVersionTable.PSVersion)."
}
if (-not ('OpenStackImage.Loader.ModuleLoadContext' -as [type])) {
    throw
}
$loader = [OpenStackImage.Loader.ModuleLoadContext].Assembly
if (Test-Path -LiteralPath $loader.Location) {
    Import-Module $loader.Location
}
else {
    # The folder of the other version was deleted meanwhile. After Import-Module -Force its loader may be left without its commands.
    Get-Module -All | Where-Object Path -EQ $loader.Location | Remove-Module -Force
    Import-Module -Assembly $loader
}
