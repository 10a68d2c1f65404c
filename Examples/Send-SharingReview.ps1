<#
.SYNOPSIS
Writes a report of all shared images, compares it with the previous one, and mails it.

.DESCRIPTION
The script keeps the reports in a folder. Each report shows which projects have gained and lost access since the previous one. In an admin
session, the report covers the images of all projects; in another session, the images that the session's project owns.

If something could not be read, or the report could not be written, the mail says so, and the exit code is 1.

.PARAMETER Folder
Specifies the folder of the reports.

.PARAMETER To
Specifies the recipients.

.PARAMETER From
Specifies the sender.

.PARAMETER SmtpServer
Specifies the mail server.

.PARAMETER Port
Specifies the port of the mail server. Default: 25.

.PARAMETER PendingDays
Specifies the number of days after which a pending member is a finding. Default: 30.

.PARAMETER Session
Specifies the session or its name. By default, the script runs Connect-OpenStack without parameters.

.EXAMPLE
./Send-SharingReview.ps1 -Folder /srv/reviews -To security@example.com -From images@example.com -SmtpServer mail.example.com

Writes the report to /srv/reviews and mails it.
#>
#Requires -Modules OpenStackImage
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Folder,

    [Parameter(Mandatory)]
    [string[]] $To,

    [Parameter(Mandatory)]
    [string] $From,

    [Parameter(Mandatory)]
    [string] $SmtpServer,

    [int] $Port = 25,

    [int] $PendingDays = 30,

    $Session
)

$ErrorActionPreference = 'Stop'
$Session = if ($Session) { Get-OpenStackSession $Session } else { Connect-OpenStack }

$name = "review-$(Get-Date -Format yyyy-MM-dd).html"
$previous = Get-ChildItem -LiteralPath $Folder -Filter 'review-*.html' | Where-Object Name -LT $name | Sort-Object Name | Select-Object -Last 1
$options = @{
    Path        = Join-Path $Folder $name
    AllProjects = $Session.Roles -contains 'admin'
    PendingDays = $PendingDays
    Session     = $Session
}
if ($previous) { $options.Since = $previous.FullName }
$report = Export-OSImageSharingReport @options -Force -PassThru -ErrorAction Continue -ErrorVariable failed

$text = @(
    if ($report) {
        "The report of the shared images of $($Session.AuthUrl) is attached. Open it in a browser."
        if ($previous) { "It shows the changes since $($previous.BaseName)." }
    }
    else { "The report of the shared images of $($Session.AuthUrl) could not be written." }
    if ($failed) { 'Not everything could be read:'; $failed | ForEach-Object { "- $_" } }
)
$mail = @{
    To         = $To
    From       = $From
    Subject    = "Image sharing review $(Get-Date -Format yyyy-MM-dd)"
    Body       = $text -join "`n"
    SmtpServer = $SmtpServer
    Port       = $Port
}
if ($report) { $mail.Attachments = $report.FullName }

# The cmdlet writes a warning that it does not support modern authentication, which a mail server in the same network does not need.
Send-MailMessage @mail -WarningAction SilentlyContinue
if ($failed) { exit 1 }
