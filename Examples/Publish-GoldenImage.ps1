<#
.SYNOPSIS
Publishes a new version of an image in several clouds or regions, or restores the previous version in all of them.

.DESCRIPTION
The script replaces the image in the first session by a new version with the data of a file, and copies it to the other sessions, with its
members. The replaced versions are hidden, and -Keep deletes the older ones. Regions that have the version already are not changed: run
the script again after a failure. It ends with exit code 1 if a region failed.

With -Rollback, the script restores the previous version in each session. With -WhatIf, it shows the plan for each session, and changes
nothing.

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
./Publish-GoldenImage.ps1 golden -Path golden.qcow2 -Session $regions -WhatIf

Shows what the script would change in each of the regions.

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
$failed = @()
$regions = @(Get-OpenStackSession $Session)
$first, $others = $regions
if ($Rollback) {
    foreach ($region in $regions) {
        Restore-OSImage $Name -Session $region -ErrorAction Continue -ErrorVariable +failed
    }
}
else {
    $data = @{ Path = $Path }
    if ($ExpectedHash) { $data.ExpectedHash = $ExpectedHash }
    $image = New-OSImage -Replaces $Name -Keep $Keep -Session $first @data
    $image
    if ($image -and $others) {
        $image | Copy-OSImage -Destination $others -Replaces -WithMember -ErrorAction Continue -ErrorVariable failed
    }
    elseif ($WhatIfPreference) {
        # Copy-OSImage cannot compare the new version, which does not exist yet.
        foreach ($region in $others) {
            $cloud = @($region.Name, $region.CloudName, $region.ImageEndpoint.Host) | Where-Object { $_ } | Select-Object -First 1
            [void] $PSCmdlet.ShouldProcess("cloud '$cloud'", "Copy the new version of image '$Name' with its members")
            $options = @{ Session = $region; ErrorAction = 'Continue'; ErrorVariable = '+failed' }
            $present = Get-OSImage -Name $Name -Owner $region.ProjectId @options | Where-Object Name -CEQ $Name
            $target = if ($present) { @{ Replaces = $Name } } else { @{ Name = $Name } }
            New-OSImage @target @data @options
        }
    }
}

if ($failed) { exit 1 }
