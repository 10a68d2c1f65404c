# Runs in the new session before the prompt, -Command or -File.
Import-Module "$PSScriptRoot/../../OpenStackImage.psd1"
$null = Connect-OpenStack

if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}
elseif (-not [Console]::IsInputRedirected) {
    # With a configuration file, PowerShell does not load PSReadLine (Tab, history) itself.
    Import-Module PSReadLine
}
