<#
.SYNOPSIS
Shares all shared images of a project with other projects.

.DESCRIPTION
The script is meant to run on a schedule. It changes only what is missing, and writes one line for each new member. If an image cannot be
shared, the script continues with the other images and returns exit code 1.

.PARAMETER Project
Specifies the projects to share with by ID or name.

.PARAMETER Session
Specifies a session that is scoped to the project that owns the images, or its name. By default, the script runs Connect-OpenStack without
parameters.

.EXAMPLE
./Share-ImageNightly.ps1 -Project team-a, team-b -WhatIf

Previews sharing the images with two projects.
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string[]] $Project,

    $Session
)

$ErrorActionPreference = 'Continue'
$Session = if ($Session) { Get-OpenStackSession $Session -ErrorAction Stop } else { Connect-OpenStack -ErrorAction Stop }

$started = Get-Date
Get-OSImage -Visibility shared -Session $Session -ErrorVariable unread |
    Where-Object OwnerId -EQ $Session.ProjectId |
    Add-OSImageMember -Project $Project -SkipExisting -Session $Session -ErrorVariable failed |
    Where-Object CreatedAt -GE $started.AddMinutes(-5) |
    ForEach-Object { 'Image {0} is shared with project {1}.' -f $_.ImageId, $_.MemberId }

if ($failed -or $unread) { exit 1 }
