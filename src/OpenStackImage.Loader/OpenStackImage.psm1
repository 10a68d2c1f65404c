# Imports the binary module. Commands only, no operators, no methods and no "switch": for the first of those in a process, PowerShell compiles code for
# longer than all else that an import does.
# PowerShell 7 runs no other script and no script block here: if "#Requires -Modules" imports a module that does, pwsh -File ignores the exit code of
# the script that requires it.
# Windows PowerShell has no variable $IsCoreCLR, and a module does not inherit the strict mode that would make this an error.
if ($IsCoreCLR) {
    try {
        Import-Module "$PSScriptRoot/net8.0/OpenStackImage.Loader.dll" -ErrorAction Stop
    }
    catch {
        . "$PSScriptRoot/OpenStackImage.OtherLoader.ps1"
    }

    # Into a separate load context. Another version or copy of the module is removed, because it exports the same names.
    Get-OpenStackImageAssembly "$PSScriptRoot/net8.0" | Import-Module -PassThru | Export-OpenStackImageCmdlet
}
else {
    . "$PSScriptRoot/OpenStackImage.Desktop.ps1"
}
