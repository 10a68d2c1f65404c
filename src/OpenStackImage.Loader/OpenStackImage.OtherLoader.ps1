# The loader of this version cannot be loaded: this PowerShell is too old for it, or another version of the module has brought its own.
if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "OpenStackImage needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is $($PSVersionTable.PSVersion)."
}
if (-not ('OpenStackImage.Loader.ModuleLoadContext' -as [type])) {
    throw
}
# By the assembly, not by its path: the folder of the other version may have been deleted meanwhile.
Import-Module -Assembly ([OpenStackImage.Loader.ModuleLoadContext].Assembly)
