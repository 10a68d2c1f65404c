BeforeDiscovery {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Import-Module (Get-ModuleManifestPath)
    $changing = Get-Command -Module OpenStackImage | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object { @{ Command = $_.Name } }
    $all = Get-Command -Module OpenStackImage | ForEach-Object { @{ Command = $_.Name } }
    $asking = Get-Command -Module OpenStackImage | ForEach-Object {
        $attribute = $_.ImplementingType.GetCustomAttributes($true).Where({ $_ -is [System.Management.Automation.CmdletAttribute] })[0]
        if ($attribute.ConfirmImpact -eq 'High') { @{ Command = $_.Name } }
    }
    $quiet = Get-Command -Module OpenStackImage -Verb Set, Remove, Enable, Disable, Approve, Deny | ForEach-Object { @{ Command = $_.Name } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    $manifest = Get-ModuleManifestPath
    Import-Module $manifest
    $null = Connect-OpenStack
    $cirros = 'cirros-0.6.1-x86_64-disk'
    $raw = @{ DiskFormat = 'raw'; ContainerFormat = 'bare' }
}

AfterAll { Stop-LocalCloud }

# What people do with objects, tables and files, without reading the documentation first.
Describe 'A row of a table' {
    It 'from Import-Csv creates an image' {
        "Name,DiskFormat,ContainerFormat`nrow-1,raw,bare`nrow-2,qcow2,bare" | ConvertFrom-Csv | New-OSImage | ForEach-Object DiskFormat | Should -Be 'raw', 'qcow2'
    }

    It 'from Import-Csv shares an image' {
        $null = New-OSImage shared-by-row -Visibility shared
        "Image,Project`nshared-by-row,demo`nshared-by-row,alt" | ConvertFrom-Csv | Add-OSImageMember | Should -HaveCount 2
    }

    It 'that Export-Csv wrote removes the members again' {
        $file = Join-Path $TestDrive 'members.csv'
        $null = New-OSImage csv-members -Visibility shared | Add-OSImageMember -Project demo, alt
        Get-OSImageMember csv-members | Export-Csv -LiteralPath $file
        Import-Csv -LiteralPath $file | Remove-OSImageMember
        Get-OSImageMember csv-members | Should -BeNullOrEmpty
    }

    It 'from Select-Object identifies the image' {
        (Get-OSImage $cirros | Select-Object Id, Name | Get-OSImageMember).Status | Should -Be 'pending'
        (Get-OSImage $cirros | Select-Object @{ Name = 'Image'; Expression = { $_.Name } } | Get-OSImageMember).Status | Should -Be 'pending'
    }

    It 'from a hashtable identifies the image' {
        ([pscustomobject]@{ Id = (Get-OSImage $cirros).Id } | Get-OSImageMember).Status | Should -Be 'pending'
    }

    It 'with an empty cell changes nothing' {
        $before = @(Get-OSImage).Count
        "Image,Project`n,demo" | ConvertFrom-Csv | Add-OSImageMember -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure | Should -Not -BeNullOrEmpty
        @(Get-OSImage).Count | Should -Be $before
    }

    It 'from a text file of names identifies the images' {
        $file = Join-Path $TestDrive 'names.txt'
        (Get-OSImage -Visibility shared).Name | Set-Content -LiteralPath $file
        Get-Content -LiteralPath $file | Get-OSImage | Should -HaveCount (Get-OSImage -Visibility shared).Count
    }
}

Describe 'The object cmdlets of PowerShell' {
    It 'group, sort and measure' {
        (Get-OSImage | Group-Object Visibility -AsHashTable -AsString).Keys | Should -Contain 'shared'
        $sizes = (Get-OSImage | Where-Object Size | Sort-Object Size).Size
        $sizes | Should -Be ($sizes | Sort-Object)
        (Get-OSImage | Measure-Object Size -Sum -Maximum).Maximum | Should -Be $sizes[-1]
        (Get-OSImage | Sort-Object CreatedAt -Descending)[0].CreatedAt | Should -BeOfType ([datetime])
    }

    It 'filter by property in the short form' {
        Get-OSImage | Where-Object Visibility -EQ 'shared' | Should -HaveCount (Get-OSImage -Visibility shared).Count
        Get-OSImage | Where-Object -Property Size -GT 0 | Should -Not -BeNullOrEmpty
        Get-OSImage | Where-Object { $_.Tags -contains 'no such tag' } | Should -BeNullOrEmpty
    }

    It 'compare lists' {
        $before = Get-OSImage
        $added = New-OSImage compared
        $difference = Compare-Object $before (Get-OSImage) -Property Id, Name
        $difference.Id | Should -Be $added.Id
        $difference.SideIndicator | Should -Be '=>'
        (Compare-Object $before (Get-OSImage)).InputObject.Name | Should -Be 'compared'
    }

    It 'convert to JSON of depth 2 without a warning: <Script>' -ForEach @(
        @{ Script = 'Get-OSImage' }, @{ Script = 'Get-OSImage -Visibility shared | Get-OSImageMember' }, @{ Script = 'Get-OpenStackSession' }, @{ Script = 'Get-OpenStackRequest' }
        @{ Script = 'Get-OSProject demo' }, @{ Script = 'Get-OSImageStore' }, @{ Script = 'Get-OSImageImportInfo' }, @{ Script = 'Get-OSImageSchema' }
    ) {
        $objects = & ([scriptblock]::Create($Script))
        $json = $objects | ConvertTo-Json -Depth 2 -WarningVariable truncated -WarningAction SilentlyContinue
        $truncated | Should -BeNullOrEmpty
        @($json | ConvertFrom-Json).Count | Should -Be @($objects).Count
    }

    It 'expand properties and calculate new ones' {
        (Get-OSImage $cirros | Select-Object Name, @{ Name = 'MB'; Expression = { $_.Size / 1MB } }).MB | Should -BeGreaterThan 0
        Get-OSImage $cirros | Select-Object -ExpandProperty Name | Should -Be $cirros
        (Get-OSImage -Visibility shared).Name | Should -Contain $cirros
        "$(Get-OSImage $cirros)" | Should -Be $cirros
        (Get-OSImage $cirros | Select-Object *).PSObject.Properties.Name | Should -Not -Contain 'Session'
    }

    It 'format images in every layout without an error' {
        $Error.Clear()
        $text = Get-OSImage | Format-List * | Out-String
        $text | Should -Match 'Visibility +: shared'
        Get-OSImage | Format-Wide Name | Out-String | Should -Match 'debian-12'
        Get-OSImage | Format-Table Name, Size, CreatedAt -AutoSize -Wrap | Out-String | Should -Match 'debian-12'
        Get-OSImage | Sort-Object Visibility | Format-Table -GroupBy Visibility | Out-String | Should -Match 'Visibility: shared'
        Get-OSImage debian-12 | Format-Custom -Depth 1 | Out-String | Should -Match 'debian-12'
        $Error | Should -BeNullOrEmpty
    }

    It 'keep an image usable after Add-Member' {
        (Get-OSImage $cirros | Add-Member -NotePropertyName Ticket -NotePropertyValue 7 -PassThru | Get-OSImageMember).Status | Should -Be 'pending'
    }

    It 'copy images with Tee-Object and count them' {
        Get-OSImage | Tee-Object -Variable images | Measure-Object | ForEach-Object Count | Should -Be @(Get-OSImage).Count
        $images.Count | Should -Be @(Get-OSImage).Count
        @(Get-OSImage -Name 'none*').Count | Should -Be 0
        if (Get-OSImage -Name 'none*') { throw 'an empty result is true' }
    }
}

Describe 'A file of Export-Clixml' {
    It 'can be piped to <Command>' -ForEach @(
        @{ Command = 'Get-OSImageMember'; Script = { $input | Get-OSImageMember } }
        @{ Command = 'Set-OSImage'; Script = { $input | Set-OSImage -AddTag clixml } }
        @{ Command = 'Remove-OSImage'; Script = { $input | Remove-OSImage -Confirm:$false } }
        @{ Command = 'Add-OSImageMember -Image'; Script = { $i = @($input)[0]; Add-OSImageMember -Image $i -Project demo } }
    ) {
        $file = Join-Path $TestDrive 'image.xml'
        New-OSImage "clixml-$Command" -Visibility shared | Export-Clixml -LiteralPath $file
        Import-Clixml -LiteralPath $file | & $Script -ErrorVariable failure | Out-Null
        $failure | Should -BeNullOrEmpty
    }

    It 'with members can be used to approve them' {
        $file = Join-Path $TestDrive 'members.xml'
        New-OSImage clixml-member -Visibility shared | Add-OSImageMember -Project demo | Export-Clixml -LiteralPath $file
        (Import-Clixml -LiteralPath $file | Approve-OSImageMember -PassThru).Status | Should -Be 'accepted'
    }

    It 'looks like the live object in a table' {
        $file = Join-Path $TestDrive 'table.xml'
        Get-OSImage | Export-Clixml -LiteralPath $file
        Import-Clixml -LiteralPath $file | Out-String -Width 120 | Should -Be (Get-OSImage | Out-String -Width 120)
    }
}

Describe 'Another runspace or process' {
    It 'uses an image and its session with $using: in ForEach-Object -Parallel' {
        $ErrorActionPreference = 'Stop'
        $images = Get-OSImage -Visibility shared
        $images | ForEach-Object -ThrottleLimit 2 -Parallel { Import-Module $using:manifest; ($_ | Get-OSImageMember).ImageId } | Sort-Object -Unique | Should -Not -BeNullOrEmpty
    }

    It 'uses an image with $using: in Start-ThreadJob' {
        $image = Get-OSImage $cirros
        Start-ThreadJob { Import-Module $using:manifest; (Get-OSImageMember $using:image).Status } | Receive-Job -Wait -AutoRemoveJob | Should -Be 'pending'
    }

    It 'uses an image with $using: in Start-Job' {
        $image = Get-OSImage $cirros
        Start-Job { Import-Module $using:manifest; $null = Connect-OpenStack; (Get-OSImageMember $using:image).Status } | Receive-Job -Wait -AutoRemoveJob | Should -Be 'pending'
    }
}

Describe 'A common parameter' {
    It '-ErrorVariable, -ErrorAction and $? report an error' {
        Get-OSImage 'no such' -ErrorAction SilentlyContinue -ErrorVariable failure
        $? | Should -BeFalse
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ImageNotFound,*'
        Get-OSImage 'no such', 'nor this' -ErrorAction SilentlyContinue -ErrorVariable +failure
        $failure.Count | Should -Be 3
    }

    It '-ErrorAction Stop and $ErrorActionPreference cause a terminating error' {
        { Get-OSImage 'no such' -ErrorAction Stop } | Should -Throw -ErrorId 'ImageNotFound*'
        { $ErrorActionPreference = 'Stop'; Get-OSImage 'no such' } | Should -Throw -ErrorId 'ImageNotFound*'
        try { Get-OSImage 'no such' -ErrorAction Stop } catch [OpenStackImage.OpenStackException] { $caught = $_ }
        $caught.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It '-OutVariable, -OutBuffer and -First work' {
        $null = Get-OSImage -OutVariable images -OutBuffer 100
        $images.Count | Should -BeGreaterThan 4
        @(Get-OSImage | Select-Object -First 2).Count | Should -Be 2
        $since = @(Get-OpenStackRequest).Count
        Get-OSImage -Visibility shared | Get-OSImageMember -ThrottleLimit 1 | Select-Object -First 1 | Should -HaveCount 1
        @(Get-OpenStackRequest).Count - $since | Should -BeLessThan 6
    }

    It '-Verbose names each request in one line' {
        $lines = Get-OSImageMember $cirros -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $lines.Count | Should -BeGreaterOrEqual 2
        $lines | ForEach-Object { "$_" | Should -Match '^(GET|POST) \S+ .*\b200\b' }
    }

    It '-Debug does not ask and shows no token' {
        $text = Get-OSImage debian-12 -Debug 5>&1 | Out-String
        $text | Should -Match 'X-Auth-Token'
        $text | Should -Not -Match 'gAAAA'
    }

    It '$PSDefaultParameterValues reaches every cmdlet' {
        $session = Get-OpenStackSession | Select-Object -First 1
        $PSDefaultParameterValues = @{ '*-OS*:Session' = $session; 'Get-OSImage:Visibility' = 'shared'; '*-OSImageMember:Verbose' = $false }
        @(Get-OSImage).Count | Should -Be @(Get-OSImage | Where-Object Visibility -EQ shared).Count
        (Get-OSImageMember $cirros).Status | Should -Be 'pending'
    }

    It '-WhatIf of <Command> sends only GET requests' -ForEach $changing {
        if ($Command -in 'Connect-OpenStack', 'Disconnect-OpenStack') { return }
        $values = @{
            Image = $cirros; Project = 'alt'; Status = 'accepted'; From = $cirros; To = 'debian-12'; Name = 'whatif'; Namespace = 'OS::Compute::Watchdog'; Uri = 'https://example.com/x.img'
            Title = 'T'; Type = 'string'; ResourceType = 'OS::Nova::Server'; Path = (Join-Path $TestDrive 'whatif.img'); Destination = $TestDrive; NewName = 'other'; Property = 'watchdog_action'; Object = 'o'; Tag = 't'
        }
        Set-Content -LiteralPath $values.Path -Value 'data'
        $info = Get-Command $Command
        $set = $info.ParameterSets | Where-Object IsDefault | Select-Object -First 1
        if (-not $set) { $set = $info.ParameterSets[0] }
        $arguments = @{}
        foreach ($parameter in $set.Parameters | Where-Object { $_.IsMandatory -and $values.ContainsKey($_.Name) }) { $arguments[$parameter.Name] = $values[$parameter.Name] }
        $last = (Get-OpenStackRequest | Select-Object -Last 1).Number
        try { & $Command @arguments -WhatIf -ErrorAction SilentlyContinue *> $null } catch { $null = $_ }
        Get-OpenStackRequest | Where-Object { $_.Number -gt $last -and $_.Method -notin 'GET', 'HEAD' } | Should -BeNullOrEmpty
    }
}

Describe 'A null or empty value' {
    It '<Script> is an error or is treated as omitted, and never selects everything' -ForEach @(
        @{ Script = 'Get-OSImage -Name $null' }, @{ Script = "Get-OSImage -Name ''" }, @{ Script = 'Get-OSImage -Name @()' }
        @{ Script = 'Get-OSImage -Image $null' }, @{ Script = "Get-OSImage -Image ''" }, @{ Script = 'Get-OSImage -Image @()' }
        @{ Script = 'Get-OSImage -Owner $null' }, @{ Script = "Get-OSImage -Owner ''" }, @{ Script = 'Get-OSImage -Tag @()' }, @{ Script = "Get-OSImage -Tag ''" }
        @{ Script = 'Get-OSImage -Visibility $null' }, @{ Script = "Get-OSImage -Visibility ''" }, @{ Script = 'Get-OSImage -Status @()' }, @{ Script = "Get-OSImage -DiskFormat ''" }
        @{ Script = 'Get-OSImage -Property @{}' }, @{ Script = 'Get-OSImage -Property $null' }, @{ Script = 'Get-OSImage -WithId @()' }, @{ Script = 'Get-OSImage -MinimumSize $null' }
        @{ Script = 'Get-OSImage -CreatedAfter $null' }, @{ Script = 'Get-OSImage -Protected $null' }, @{ Script = 'Get-OSImage -Session $null' }
        @{ Script = 'Get-OSImageMember -Image $null' }, @{ Script = "Get-OSImageMember ''" }, @{ Script = 'Get-OSImageMember -Project $null' }, @{ Script = 'Get-OSImageMember -Status @()' }
        @{ Script = '$null | Get-OSImageMember' }, @{ Script = "'' | Get-OSImageMember" }, @{ Script = '@() | Get-OSImageMember' }, @{ Script = '$null | Remove-OSImage -Confirm:$false' }
        @{ Script = '@() | Remove-OSImage -Confirm:$false' }, @{ Script = 'Remove-OSImage @() -Confirm:$false' }, @{ Script = "Set-OSImage $null -AddTag x" }, @{ Script = 'Get-OSProject -Project $null' }
    ) {
        $before = @(Get-OSImage).Count
        try { $result = & ([scriptblock]::Create($Script)) 2> $null } catch { $result = $null }
        @($result).Count | Should -BeLessThan $before
        @(Get-OSImage).Count | Should -Be $before
    }

    It 'is refused by each nullable parameter of <_>' -ForEach 'Get-OSImage', 'Set-OSImage', 'New-OSImage', 'Connect-OpenStack' {
        foreach ($command in Get-Command $_) {
            foreach ($property in $command.ImplementingType.GetProperties() | Where-Object { [Nullable]::GetUnderlyingType($_.PropertyType) }) {
                $attributes = $property.GetCustomAttributes($true)
                if ($attributes.Where({ $_ -is [Parameter] })) {
                    $attributes.Where({ $_.GetType().Name -match '^(Validate(NotNull|Range|Set)|Cell)' }) | Should -Not -BeNullOrEmpty -Because "$command -$($property.Name)"
                }
            }
        }
    }

    It 'splatted as $null is refused with the name of the parameter' {
        $arguments = @{ Name = $null }
        { Get-OSImage @arguments } | Should -Throw "*'Name'*"
    }
}

Describe 'Files' {
    BeforeAll {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'disks')
        1..3 | ForEach-Object { [System.IO.File]::WriteAllBytes((Join-Path $folder "disk-$_.raw"), [byte[]]::new(512 * $_)) }
    }

    It 'from Get-ChildItem become one image each' {
        $images = Get-ChildItem $folder -Filter *.raw | New-OSImage @raw
        $images.Name | Should -Be 'disk-1.raw', 'disk-2.raw', 'disk-3.raw'
        $images.Size | Should -Be 512, 1024, 1536
    }

    It 'are saved in the current location' {
        Push-Location $folder
        try {
            $null = New-OSImage saved -Path disk-1.raw @raw
            Save-OSImage saved -PassThru | ForEach-Object FullName | Should -BeLike "$folder*"
            Get-ChildItem saved* | ForEach-Object Length | Should -Be 512
        }
        finally { Pop-Location }
    }
}

Describe 'Strict mode and cultures' {
    It 'works with Set-StrictMode -Version Latest' {
        $run = Invoke-Pwsh -ArgumentList '-Command', @"
Set-StrictMode -Version Latest
`$ErrorActionPreference = 'Stop'
Import-Module '$manifest'
`$null = Connect-OpenStack
`$null = Get-OSImage | Out-String
`$null = Get-OSImage | Format-List * | Out-String
`$null = Get-OSImage -Visibility shared | Get-OSImageMember -ResolveName | Out-String
`$null = Get-OpenStackRequest | Out-String
(TabExpansion2 'Get-OSImage debi' 16).CompletionMatches.Count
"@
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Match '^[01]$'
    }

    It 'works in the culture <Culture>' -ForEach @{ Culture = 'tr-TR' }, @{ Culture = 'de-DE' }, @{ Culture = 'ar-SA' }, @{ Culture = 'th-TH' } {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            @(Get-OSImage -Visibility SHARED -Status ACTIVE).Count | Should -BeGreaterThan 0
            (New-OSImage 'IMAGE' -DiskFormat ISO -ContainerFormat BARE -Visibility PRIVATE).DiskFormat | Should -Be 'iso'
            Get-OSImage 'IMAGE' | Remove-OSImage -Confirm:$false
            @(Get-OSImage -CreatedAfter (Get-Date).AddHours(-1)).Count | Should -BeGreaterThan 0
            @(Get-OSImage -CreatedBefore (Get-Date).AddHours(-1)).Count | Should -Be 0
            $row = Get-OSImage $cirros | ConvertTo-Csv | ConvertFrom-Csv
            [long]$row.Size | Should -Be (Get-OSImage $cirros).Size
            (Get-OSImage $cirros | ConvertTo-Json | ConvertFrom-Json).CreatedAt | Should -Be (Get-OSImage $cirros).CreatedAt
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }
}

Describe 'Help and discovery' {
    It 'has a synopsis, examples and the help of each parameter for <Command>' -ForEach $all {
        $help = Get-Help $Command -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        Get-Help $Command -Examples | Out-String | Should -Match ([regex]::Escape($Command))
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        $documented = @(Get-Help $Command -Parameter * -ErrorAction Ignore | ForEach-Object Name)
        (Get-Command $Command).Parameters.Keys | Where-Object { $_ -notin $common -and $_ -notin $documented } | Should -BeNullOrEmpty
        & $Command -? | Out-String | Should -Match 'SYNTAX'
    }

    It 'is found by verb, noun and parameter, and hides no other command' {
        (Get-Command -Verb Get -Noun OSImage*).Count | Should -BeGreaterThan 5
        (Get-Command -Module OpenStackImage -ParameterName Session).Count | Should -BeGreaterThan 40
        Get-Alias | Where-Object { $_.Source -eq 'OpenStackImage' } | Should -BeNullOrEmpty
        Get-Command -CommandType Cmdlet, Function | Group-Object Name | Where-Object { $_.Count -gt 1 -and 'OpenStackImage' -in $_.Group.Source } | Should -BeNullOrEmpty
    }

    It 'completes <Command> without errors or file names' -ForEach $all {
        $Error.Clear()
        # -First and -Skip are PowerShell's own.
        $files = 'Path', 'LiteralPath', 'CACertificate', 'ClientCertificate', 'ClientKey', 'ConfigFile', 'First', 'Skip', 'Since'
        $info = Get-Command $Command
        foreach ($parameter in $info.Parameters.Values | Where-Object { $_.ParameterType -ne [switch] -and $_.Name -notin $files }) {
            if ($parameter.Name -in [System.Management.Automation.PSCmdlet]::CommonParameters) { continue }
            $line = "$Command -$($parameter.Name) "
            $found = (TabExpansion2 $line $line.Length).CompletionMatches
            $found | Where-Object ResultType -In ProviderItem, ProviderContainer | ForEach-Object { "$line$($_.CompletionText)" } | Should -BeNullOrEmpty
        }
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'One rule for all cmdlets' {
    It 'asks for confirmation without -Force in <Command>' -ForEach $asking {
        (Get-Command $Command).Parameters.Keys | Should -Contain 'Force'
    }

    It 'writes a result only with -PassThru in <Command>' -ForEach $quiet {
        $info = Get-Command $Command
        $info.Parameters.Keys | Should -Contain 'PassThru'
        $info.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'converts each object to readable text: <Script>' -ForEach @(
        @{ Script = 'Get-OSImageUsage' }, @{ Script = 'Get-OSImageImportInfo' }, @{ Script = 'Get-OSImageStore' }, @{ Script = 'Get-OSProject' }, @{ Script = 'Get-OSImageSchema' }
        @{ Script = 'Get-OpenStackSession' }, @{ Script = 'Get-OpenStackRequest' }, @{ Script = 'Get-OpenStackCloud' }, @{ Script = 'Get-OSImageMetadefNamespace' }
    ) {
        & ([scriptblock]::Create($Script)) | ForEach-Object { "$_" } | Where-Object { $_ -like 'OpenStackImage.*' } | Should -BeNullOrEmpty
    }

    It 'writes no parameter names of .NET in its messages: <Script>' -ForEach @(
        @{ Script = "Get-OSImageMember -Image ''" }, @{ Script = "Get-OSImage -Sort ''" }, @{ Script = "Get-OSImage -Property ''" }, @{ Script = "Get-OSImageTask -Sort ''" }
        @{ Script = "New-OSImage x -ExpectedHash ''" }, @{ Script = "New-OSImage x -RenameReplaced ''" }, @{ Script = "'' | Get-OSImageMember" }
    ) {
        $failure = try { & ([scriptblock]::Create("$Script -ErrorAction Stop")) } catch { $_ }
        "$failure" | Should -Not -BeNullOrEmpty
        "$failure" | Should -Not -Match '\(Parameter '
    }

    It 'removes with -Force, and writes what it removed with -PassThru' {
        $null = New-OSImageMetadefNamespace OS::Gone
        (Remove-OSImageMetadefNamespace OS::Gone -Force -PassThru).Namespace | Should -Be 'OS::Gone'
        (New-OSImage removed | Remove-OSImage -Force -PassThru).Name | Should -Be 'removed'
        $null = New-OSImage removed
        (Remove-OSImage removed -Force -PassThru).Name | Should -Be 'removed'
        Get-OSImage -Name 'removed*' | Should -BeNullOrEmpty
    }
}
