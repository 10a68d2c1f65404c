# Imports the binary module: into a load context of its own on PowerShell 7, plainly on Windows PowerShell.

if ($PSVersionTable.PSEdition -ne 'Core') {
    $assemblies = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/net472/OpenStackImage.dll")
}
elseif ($PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "OpenStackImage needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is $($PSVersionTable.PSVersion)."
}
else {
    if (-not ('OpenStackImage.Loader.ModuleLoadContext' -as [type])) {
        $null = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/net8.0/OpenStackImage.Loader.dll")
    }
    $assemblies = [OpenStackImage.Loader.ModuleLoadContext]::Load("$PSScriptRoot/net8.0")
}

$binary = Import-Module -Assembly $assemblies -PassThru

# An assembly that was imported before exports nothing to this module the second time (PowerShell issue 20710); hand its cmdlets over.
$addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod(
    'AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
    if (-not $ExecutionContext.SessionState.Module.ExportedCmdlets.ContainsKey($cmdlet.Name)) {
        $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
