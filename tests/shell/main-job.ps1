# The main job in the PowerShell that runs this script, against its own local cloud. Exits with 1 at the first failure.
# Needs a built solution: dotnet build

$ErrorActionPreference = 'Stop'
$root = Resolve-Path -LiteralPath "$PSScriptRoot/../.."
$log = [System.IO.Path]::GetTempFileName()

function Assert-Equal($Expected, $Actual, $What) {
    if ("$Expected" -ne "$Actual") { throw "${What}: expected '$Expected', got '$Actual'." }
    "ok: $What"
}

$cloud = Start-Process dotnet -PassThru -NoNewWindow -RedirectStandardOutput $log -ArgumentList @(
    "`"$root/tools/OpenStackImage.LocalCloud/bin/Debug/net10.0/OpenStackImage.LocalCloud.dll`"", '--sample', '--powershell')
try {
    $patience = [System.Diagnostics.Stopwatch]::StartNew()
    # Get-Content returns no object for an empty file; the string is then empty, and does not match.
    while ("$(Get-Content -LiteralPath $log -Raw)" -notmatch 'OS_REGION_NAME') {
        if ($cloud.HasExited -or $patience.Elapsed.TotalSeconds -gt 60) { throw 'The local cloud did not start.' }
        Start-Sleep -Milliseconds 100
    }
    . ([scriptblock]::Create((Get-Content -LiteralPath $log -Raw)))

    Import-Module "$root/OpenStackImage.psd1"
    Import-Module "$root/OpenStackImage.psd1" -Force
    $session = Connect-OpenStack
    Assert-Equal -Expected 'admin' -Actual $session.ProjectName -What 'the session is on the project of OS_PROJECT_NAME'

    $member = Get-OSImageMember 'cirros-0.6.1-x86_64-disk'
    Assert-Equal -Expected 'pending' -Actual $member.Status -What 'one member, which has neither accepted nor rejected the image'
    Assert-Equal -Expected 3 -Actual @(Get-OpenStackRequest).Count -What 'one request to connect, two for a name'
    Assert-Equal -Expected $member.MemberId -Actual ((Get-OSImage -Visibility shared | Get-OSImageMember | Where-Object ImageId -EQ $member.ImageId).MemberId) -What 'images pipe into members'
    Assert-Equal -Expected 'demo' -Actual (Get-OSImageMember $member.ImageId -ResolveName).MemberName -What 'names in addition to the IDs'
    Assert-Equal -Expected ([OpenStackImage.ImageMember].FullName) -Actual ($member.GetType().FullName) -What 'the type resolves by name'

    $null = Add-OSImageMember $member.ImageId alt -Accept
    Assert-Equal -Expected 2 -Actual @(Get-OSImageMember $member.ImageId).Count -What 'shared with a second project'
    Get-OSImageMember $member.ImageId -Project alt | Remove-OSImageMember
    Assert-Equal -Expected 1 -Actual @(Get-OSImageMember $member.ImageId).Count -What 'and no longer'

    Get-OSImageMember ([guid]::NewGuid()) -ErrorAction SilentlyContinue -ErrorVariable missing
    Assert-Equal -Expected 'ObjectNotFound' -Actual $missing[0].CategoryInfo.Category -What 'an unknown image is an error'
    $table = Get-OSImageMember $member.ImageId | Format-Table | Out-String
    if ($table -notmatch 'ImageId\s+MemberId\s+Status') { throw "The table is not what it should be: $table" }
    Disconnect-OpenStack
    "All well in PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition))."
}
finally {
    Stop-Process -Id $cloud.Id -ErrorAction SilentlyContinue
    Remove-Item -LiteralPath $log -ErrorAction SilentlyContinue
}
