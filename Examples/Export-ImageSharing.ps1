<#
.SYNOPSIS
Exports the members of all shared images with names to a CSV file.

.DESCRIPTION
In an admin session, the script exports the members of the images of all projects and writes a warning for each member whose project was
deleted. In another session, it exports the members of the images that the session's project owns.

.PARAMETER Path
Specifies the CSV file.

.PARAMETER Session
Specifies the session or its name. By default, the script runs Connect-OpenStack without parameters.

.EXAMPLE
./Export-ImageSharing.ps1 -Path sharing.csv

Exports the members to the file sharing.csv.
#>
#Requires -Modules OpenStackImage
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    $Session
)

$ErrorActionPreference = 'Stop'
$Session = if ($Session) { Get-OpenStackSession $Session } else { Connect-OpenStack }

$isAdmin = $Session.Roles -contains 'admin'
Get-OSImageMember -AllProjects:$isAdmin -ResolveName -Session $Session | Export-Csv -Path $Path

if ($isAdmin) {
    foreach ($member in Get-OSImageMember -AllProjects -Orphaned -Session $Session) {
        Write-Warning "Image $($member.ImageId) is shared with project $($member.MemberId), which does not exist."
    }
}
