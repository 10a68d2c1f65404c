# Windows PowerShell: into the only load context there is.
# Another version or copy of the module is removed first, because it exports the same names.
Get-Module OpenStackImage | Remove-Module -Force
$binary = Import-Module -Assembly ([System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/net472/OpenStackImage.dll")) -PassThru

# An assembly that was imported before exports nothing to this module the second time; hand its cmdlets over.
$addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod(
    'AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
    if (-not $ExecutionContext.SessionState.Module.ExportedCmdlets.ContainsKey($cmdlet.Name)) {
        $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
