<#
.SYNOPSIS
Moves the members of an image to its new version.

.DESCRIPTION
The script shares the new image with every member of the old image, and then removes those members from the old image. A member that
cannot be added to the new image is not removed from the old one. Existing servers are not affected.

.PARAMETER Old
Specifies the old image by ID or name.

.PARAMETER New
Specifies the new image by ID or name.

.PARAMETER Session
Specifies the session or its name. By default, the script runs Connect-OpenStack without parameters.

.EXAMPLE
./Update-SharedImage.ps1 -Old ubuntu-24.04 -New ubuntu-24.04.1 -WhatIf

Previews moving the members of the image ubuntu-24.04 to the image ubuntu-24.04.1.
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Old,

    [Parameter(Mandatory)]
    [string] $New,

    $Session
)

$ErrorActionPreference = 'Stop'
$Session = if ($Session) { Get-OpenStackSession $Session } else { Connect-OpenStack }

Copy-OSImageMember -From $Old -To $New -Session $Session

$has = @(Get-OSImageMember $New -Session $Session | ForEach-Object MemberId)
foreach ($member in Get-OSImageMember $Old -Session $Session) {
    if ($has -contains $member.MemberId) { $member | Remove-OSImageMember -PassThru -Session $Session }
}
