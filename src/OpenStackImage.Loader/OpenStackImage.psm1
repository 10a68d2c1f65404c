# Imports the binary module. Commands only, no operators and no methods: for the first of those in a process PowerShell makes its binders, which takes
# longer than all else that an import does.
. "$PSScriptRoot/OpenStackImage.$PSEdition.ps1"
