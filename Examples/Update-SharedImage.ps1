<#
.SYNOPSIS
Puts a new version of an image in the place of the old one: the new one gets the old one's members, and the old one is offered to nobody any more.

.DESCRIPTION
The old image loses its members only after the new one has every one of them. Servers that were started from the old image go on.

.EXAMPLE
./Update-SharedImage.ps1 -Old ubuntu-24.04 -New ubuntu-24.04.1 -WhatIf
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess)]
param(
    # The old image, by ID or name.
    [Parameter(Mandatory)]
    [string] $Old,

    # The new image, by ID or name.
    [Parameter(Mandatory)]
    [string] $New,

    $Session
)

$ErrorActionPreference = 'Stop'
if (-not $Session) { $Session = Connect-OpenStack }

Copy-OSImageMember -From $Old -To $New -Session $Session

$has = @(Get-OSImageMember $New -Session $Session | ForEach-Object MemberId)
foreach ($member in Get-OSImageMember $Old -Session $Session) {
    if ($has -contains $member.MemberId) { $member | Remove-OSImageMember -PassThru -Session $Session }
}
