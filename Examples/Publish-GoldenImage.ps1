<#
.SYNOPSIS
Publishes a new version of an image in several clouds or regions, or restores the previous version in all of them.

.DESCRIPTION
The script replaces the image in the first session by a new version with the data of a file, and copies it to the other sessions, with its
members. The replaced versions are hidden, and -Keep deletes the older ones. Regions that have the version already are not changed: run
the script again after a failure. It ends with exit code 1 if a region failed.

With -Rollback, the script restores the previous version in each session.

.PARAMETER Name
Specifies the name of the image, which exists in the first session.

.PARAMETER Path
Specifies the file with the data of the new version.

.PARAMETER ExpectedHash
Specifies the hash that the data must have.

.PARAMETER Session
Specifies the sessions or their names, first that of the region in which the image is maintained.

.PARAMETER Keep
Specifies how many earlier versions are kept in the first session. Default: 3.

.PARAMETER Rollback
Indicates that the previous version is restored.

.EXAMPLE
$regions = 'region-a', 'region-b', 'region-c' | ForEach-Object { Connect-OpenStack -Cloud $_ -NotDefault }
./Publish-GoldenImage.ps1 golden -Path golden.qcow2 -Session $regions

Publishes golden.qcow2 as the new version of the image golden in three regions.

.EXAMPLE
./Publish-GoldenImage.ps1 golden -Session $regions -Rollback

Restores the previous version in three regions.
#>
#Requires -Modules OpenStackImage
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Publish')]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Name,

    [Parameter(Mandatory, ParameterSetName = 'Publish')]
    [string] $Path,

    [Parameter(ParameterSetName = 'Publish')]
    [string] $ExpectedHash,

    [Parameter(Mandatory)]
    [object[]] $Session,

    [Parameter(ParameterSetName = 'Publish')]
    [int] $Keep = 3,

    [Parameter(Mandatory, ParameterSetName = 'Rollback')]
    [switch] $Rollback
)

$ErrorActionPreference = 'Stop'
$first, $others = $Session
if ($Rollback) {
    foreach ($region in $Session) {
        Restore-OSImage $Name -Session $region -ErrorAction Continue -ErrorVariable +failed
    }
}
else {
    $hash = if ($ExpectedHash) { @{ ExpectedHash = $ExpectedHash } } else { @{} }
    $image = New-OSImage -Replaces $Name -Path $Path -Keep $Keep -Session $first @hash
    $image
    if ($image -and $others) {
        $image | Copy-OSImage -Destination $others -Replaces -WithMember -ErrorAction Continue -ErrorVariable failed
    }
}

if ($failed) { exit 1 }
