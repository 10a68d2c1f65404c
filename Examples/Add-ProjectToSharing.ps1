<#
.SYNOPSIS
Shares all images that have a tag with a project and accepts them for the project.

.DESCRIPTION
The project can use the images immediately, and they appear in its image lists. The script can run again: images that are already shared with
the project are only accepted. It requires an admin session.

.PARAMETER Project
Specifies the project by ID or name.

.PARAMETER Tag
Specifies the tag of the images.

.PARAMETER Session
Specifies an admin session or its name. By default, the script runs Connect-OpenStack without parameters.

.EXAMPLE
./Add-ProjectToSharing.ps1 -Project team-c -Tag lts

Shares all images with the tag lts with the project team-c.
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Project,

    [Parameter(Mandatory)]
    [string] $Tag,

    $Session
)

$ErrorActionPreference = 'Stop'
$Session = if ($Session) { Get-OpenStackSession $Session } else { Connect-OpenStack }

# The project is looked up once, before anything is changed.
$member = Get-OSProject $Project -Session $Session
Get-OSImage -Visibility shared -Session $Session |
    Where-Object Tags -Contains $Tag |
    Add-OSImageMember -Project $member.Id -SkipExisting -Accept -Session $Session
