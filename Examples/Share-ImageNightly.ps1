<#
.SYNOPSIS
Shares every shared image of a project with the projects that should have it. Run it each night: it changes only what is new.

.DESCRIPTION
Signs in as Connect-OpenStack does without parameters, unless a session is given. Writes a line for each membership that is new, and ends with exit
code 1 if an image could not be shared; the others are.

.EXAMPLE
./Share-ImageNightly.ps1 -Project team-a, team-b -WhatIf
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess)]
param(
    # The projects, by ID or name.
    [Parameter(Mandatory)]
    [string[]] $Project,

    # A session on the project that owns the images.
    $Session
)

$ErrorActionPreference = 'Continue'
if (-not $Session) { $Session = Connect-OpenStack -ErrorAction Stop }

$started = [DateTimeOffset]::UtcNow
Get-OSImage -Visibility shared -Session $Session |
    Where-Object OwnerId -EQ $Session.ProjectId |
    Add-OSImageMember -Project $Project -SkipExisting -Session $Session -ErrorVariable failed |
    Where-Object CreatedAt -GE $started.AddMinutes(-5) |
    ForEach-Object { '{0} is offered to {1}' -f $_.ImageId, $_.MemberId }

if ($failed) { exit 1 }
