# Imports the binary module. Commands only, no operators and no methods: for the first of those in a process PowerShell makes its binders, which takes
# longer than all else that an import does.
# PowerShell 7 runs no other script and no script block here: if "#Requires -Modules" imports a module that does, pwsh -File ignores the exit code of
# the script that requires it.
switch ($PSEdition) {
    Core {
        # Into a separate load context. Another version or copy of the module is removed first, because it exports the same names. This comes before
        # the import of the loader: the removal takes the loader's own cmdlets away, too.
        Get-Module OpenStackImage -OutVariable replaced | Remove-Module -Force

        try {
            Import-Module "$PSScriptRoot/net8.0/OpenStackImage.Loader.dll" -ErrorAction Stop
        }
        catch {
            . "$PSScriptRoot/OpenStackImage.OtherLoader.ps1"
        }

        Get-OpenStackImageAssembly "$PSScriptRoot/net8.0" -Replaced $replaced | Import-Module -PassThru | Export-OpenStackImageCmdlet
    }
    Desktop {
        . "$PSScriptRoot/OpenStackImage.Desktop.ps1"
    }
}
