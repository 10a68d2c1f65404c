# The main commands, with their output.
$ErrorActionPreference = 'Stop'

"PowerShell $($PSVersionTable.PSVersion) with the OpenStackImage module, connected as admin to a local cloud with sample images."
foreach ($step in @(
        { Get-OSImage -Visibility shared }
        { Get-OSImageMember 'cirros-0.6.1-x86_64-disk' }
        { Get-OSImage -Visibility shared | Get-OSImageMember }
        { Get-OpenStackRequest }
    )) {
    "`nPS> $("$step".Trim())"
    & $step | Out-Default
}

if (-not ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected)) {
    "Try your own commands. 'Get-Command -Module OpenStackImage' lists the cmdlets, and 'exit' ends the playground."
}
