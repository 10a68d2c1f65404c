<#
.SYNOPSIS
Takes a new project on board: shares the images that carry a tag with it, and accepts them in its name, so that its people find them in their lists.

.DESCRIPTION
Needs an admin's session. It may be run again; what is shared already is only accepted.

.EXAMPLE
./Add-ProjectToSharing.ps1 -Project team-c -Tag lts
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess)]
param(
    # The new project, by ID or name.
    [Parameter(Mandatory)]
    [string] $Project,

    # Images with this tag.
    [Parameter(Mandatory)]
    [string] $Tag,

    $Session
)

$ErrorActionPreference = 'Stop'
if (-not $Session) { $Session = Connect-OpenStack }

# Looked up once, and before anything is changed.
$member = Get-OSProject $Project -Session $Session
Get-OSImage -Visibility shared -Session $Session |
    Where-Object Tags -Contains $Tag |
    Add-OSImageMember -Project $member.Id -SkipExisting -Accept -Session $Session
