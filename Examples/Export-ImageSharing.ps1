<#
.SYNOPSIS
Writes who shares which image with whom into a CSV file, with names, and tells of members whose project is gone.

.DESCRIPTION
With an admin's session it covers every project; with another one, the images of that session's project.

.EXAMPLE
./Export-ImageSharing.ps1 -Path sharing.csv
#>
#Requires -Modules OpenStackImage
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    $Session
)

$ErrorActionPreference = 'Stop'
if (-not $Session) { $Session = Connect-OpenStack }

$isAdmin = $Session.Roles -contains 'admin'
Get-OSImageMember -AllProjects:$isAdmin -ResolveName -Session $Session | Export-Csv -Path $Path

if ($isAdmin) {
    foreach ($member in Get-OSImageMember -AllProjects -Orphaned -Session $Session) {
        Write-Warning "Image $($member.ImageId) is shared with $($member.MemberId), which does not exist any more."
    }
}
