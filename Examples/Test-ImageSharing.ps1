<#
.SYNOPSIS
Compares the members of images with a sharing file, for a job that runs every night.

.DESCRIPTION
The script writes the differences, and ends with exit code 1 if there are any, or if an image or a project cannot be read. With -Report,
it also saves the differences as a CSV file.

.PARAMETER Path
Specifies the sharing file.

.PARAMETER Report
Specifies the CSV file for the differences.

.PARAMETER Session
Specifies the session or its name. By default, the script runs Connect-OpenStack without parameters.

.EXAMPLE
./Test-ImageSharing.ps1 -Path sharing.yaml -Report drift.csv

Compares the cloud with sharing.yaml, and saves the differences as drift.csv.
#>
#Requires -Modules OpenStackImage
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $Report,

    $Session
)

$ErrorActionPreference = 'Stop'
$Session = if ($Session) { Get-OpenStackSession $Session } else { Connect-OpenStack }

$drift = @(Test-OSImageSharing -Path $Path -Session $Session -ErrorAction Continue -ErrorVariable failed)
$drift
if ($Report) { $drift | Export-Csv -Path $Report }
if ($drift.Count -gt 0 -or $failed) { exit 1 }
