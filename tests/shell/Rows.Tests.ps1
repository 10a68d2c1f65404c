BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    Import-Module (Get-ModuleManifestPath)
    $null = Connect-OpenStack
    $cirros = 'cirros-0.6.1-x86_64-disk'
}

AfterAll { Stop-LocalCloud }

# Rows have text for numbers, True and False for switches, and empty cells for what is not specified. No column is ignored silently.
Describe 'A row for New-OSImage' {
    It 'sets <Property> from the column <Column>' -ForEach @(
        @{ Column = 'Protected'; Cell = 'True'; Property = 'IsProtected'; Value = $true }, @{ Column = 'Protected'; Cell = 'false'; Property = 'IsProtected'; Value = $false }
        @{ Column = 'IsProtected'; Cell = 'True'; Property = 'IsProtected'; Value = $true }, @{ Column = 'Hidden'; Cell = 'True'; Property = 'IsHidden'; Value = $true }
        @{ Column = 'MinDisk'; Cell = '7'; Property = 'MinDisk'; Value = 7 }, @{ Column = 'Visibility'; Cell = 'PRIVATE'; Property = 'Visibility'; Value = 'private' }
        @{ Column = 'Tag'; Cell = 'gold'; Property = 'Tags'; Value = 'gold' }, @{ Column = 'Property'; Cell = 'os_distro=debian'; Property = 'Properties'; Value = 'os_distro=debian' }
    ) {
        $image = "Name,$Column`nrow-$Column,$Cell" | ConvertFrom-Csv | New-OSImage
        "$($image.$Property)" | Should -Be "$Value"
    }

    It 'sets the owner, in the domain of the row' {
        ("Name,Owner,OwnerDomain`nowned,demo,Default" | ConvertFrom-Csv | New-OSImage).OwnerId | Should -Be (Get-OSProject demo).Id
        "Name,Owner,OwnerDomain`nnot-owned,demo,elsewhere" | ConvertFrom-Csv | New-OSImage -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure.FullyQualifiedErrorId | Should -BeLike 'DomainNotFound,*'
    }

    It 'with a URI imports the data, and leaves no image without data' {
        "Name,Uri,DiskFormat`nby-uri,http://127.0.0.1:1/none.img,raw" | ConvertFrom-Csv | New-OSImage -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure | Should -HaveCount 1
        (Get-OpenStackRequest -Last 50).Uri.AbsolutePath -match '/import$' | Should -Not -BeNullOrEmpty
    }

    It 'with empty cells has the defaults' {
        $columns = 'MinDisk', 'MinRam', 'DiskFormat', 'ContainerFormat', 'Visibility', 'Protected', 'Hidden', 'Owner', 'OwnerDomain', 'Tag', 'Property', 'Uri', 'Path'
        $image = "Name,$($columns -join ',')`nempty$(',' * $columns.Count)" | ConvertFrom-Csv | New-OSImage
        $default = New-OSImage default
        foreach ($property in 'MinDisk', 'MinRam', 'DiskFormat', 'ContainerFormat', 'Visibility', 'IsProtected', 'IsHidden', 'OwnerId', 'Tags', 'Properties') {
            "$($image.$property)" | Should -Be "$($default.$property)" -Because $property
        }
    }

    It 'can come from JSON with lists and objects' {
        $image = '[{"Name":"json","MinDisk":3,"Protected":true,"Tag":["a","b"],"Property":{"os_distro":"debian","certified":true}}]' | ConvertFrom-Json | New-OSImage
        $image.IsProtected | Should -BeTrue
        "$($image.Tags)" | Should -Be 'a b'
        $image.Properties.certified | Should -Be 'True'
        Get-OSImage -Property ('{"certified":"True"}' | ConvertFrom-Json) | ForEach-Object Name | Should -Be 'json'
    }

    It 'is refused with a value that is not valid' {
        "Name,Visibility`ninvalid,everybody" | ConvertFrom-Csv | New-OSImage -ErrorAction SilentlyContinue -ErrorVariable failure
        "$failure" | Should -Match 'public, private, shared, community'
        Get-OSImage -Name 'invali?' | Should -BeNullOrEmpty
    }

    It 'differs from an argument: an empty -<_> is refused' -ForEach 'Visibility', 'Owner', 'DiskFormat' {
        $arguments = @{ $_ = '' }
        { New-OSImage empty-argument @arguments -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidParameters*'
    }
}

Describe 'A row' {
    It 'with only the column Name identifies the image' {
        (Get-OSImage $cirros | Select-Object Name | Get-OSImageMember).ImageName | Should -Be $cirros
        "Name`n$cirros" | ConvertFrom-Csv | Set-OSImage -AddTag by-name -PassThru | ForEach-Object Tags | Should -Contain 'by-name'
        ("Image,Id,Name`n$cirros,1,other" | ConvertFrom-Csv | Get-OSImage).Name | Should -Be $cirros
    }

    It 'sets the member status of its column' {
        $null = New-OSImage statuses -Visibility shared | Add-OSImageMember -Project demo, alt
        "Image,Project,Status`nstatuses,demo,accepted`nstatuses,alt,rejected" | ConvertFrom-Csv | Set-OSImageMember
        Get-OSImageMember statuses | Sort-Object Status | ForEach-Object Status | Should -Be 'accepted', 'rejected'
    }

    It 'limits projects to its domain in <Command>' -ForEach @(
        @{ Command = 'Add-OSImageMember'; Script = { $input | Add-OSImageMember -ErrorAction SilentlyContinue } }, @{ Command = 'Sync-OSImageMember'; Script = { $input | Sync-OSImageMember -ErrorAction SilentlyContinue } }
        @{ Command = 'Remove-OSImageMember'; Script = { $input | Remove-OSImageMember -ErrorAction SilentlyContinue } }, @{ Command = 'Get-OSImageMember'; Script = { $input | Get-OSImageMember -ErrorAction SilentlyContinue } }
    ) {
        $null = New-OSImage "domain-$Command" -Visibility shared | Add-OSImageMember -Project alt
        $rows = "Image,Project,ProjectDomain`ndomain-$Command,demo,elsewhere`ndomain-$Command,alt,Default`ndomain-$Command,alt," | ConvertFrom-Csv
        $rows | & $Script 3> $null | Out-Null
        Get-OSImageMember "domain-$Command" | Where-Object MemberId -EQ (Get-OSProject demo).Id | Should -BeNullOrEmpty
    }

    It 'names the domain of a project' {
        ("Name,Domain`ndemo,Default" | ConvertFrom-Csv | Get-OSProject).Name | Should -Be 'demo'
        "Name,Domain`ndemo,elsewhere" | ConvertFrom-Csv | Get-OSProject -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure | Should -HaveCount 1
    }

    It 'copies members from the image of its column' {
        $null = New-OSImage copy-source -Visibility shared | Add-OSImageMember -Project demo
        $null = New-OSImage copy-target -Visibility shared
        ("From,To`ncopy-source,copy-target" | ConvertFrom-Csv | Copy-OSImageMember).Action | Should -Be 'Added'
    }

    It 'is saved as the file of its column' {
        $file = Join-Path $TestDrive 'saved.img'
        ([pscustomobject]@{ Image = $cirros; Path = $file } | Save-OSImage -PassThru).FullName | Should -Be $file
    }

    It 'can contain text for the Boolean parameters of Set-OSImage' {
        (New-OSImage flags | Set-OSImage -Protected 'True' -Hidden 'False' -PassThru).IsProtected | Should -BeTrue
        (Get-OSImage flags | Set-OSImage -Protected 'False' -PassThru).IsProtected | Should -BeFalse
        { Set-OSImage flags -Protected '' } | Should -Throw
    }
}

Describe 'An exported image' {
    BeforeAll {
        $original = New-OSImage exported -Tag 'a b', 'c,d', lts -Property @{ os_distro = 'debian'; note = 'x; y=z'; padded = ' lead' } -MinDisk 3 -Visibility private
        function Copy-Row($Way) {
            switch ($Way) {
                'CSV' { $original | ConvertTo-Csv | ConvertFrom-Csv }
                'JSON' { $original | ConvertTo-Json -Depth 4 | ConvertFrom-Json }
                'Clixml' { $original | Export-Clixml "$TestDrive/image.xml"; Import-Clixml "$TestDrive/image.xml" }
            }
        }
        $edited = New-OSImage edited -Tag gold, lts -Property os_distro=debian, version=1
    }

    It 'is created again from <_> with its tags and properties' -ForEach 'CSV', 'JSON', 'Clixml' {
        $copy = Copy-Row $_ | New-OSImage
        $copy.Id | Should -Not -Be $original.Id
        foreach ($property in 'Name', 'Tags', 'MinDisk', 'Visibility', 'IsProtected') { "$($copy.$property)" | Should -Be "$($original.$property)" }
        $copy.Properties.Count | Should -Be 3
        foreach ($name in 'os_distro', 'note', 'padded') { $copy.Properties.$name | Should -Be $original.Properties.$name }
        $copy.Tags | Should -HaveCount 3
    }

    It 'is changed by the edited columns of its row' {
        $row = $edited | ConvertTo-Csv | ConvertFrom-Csv
        $row.MinDisk, $row.Tags, $row.Properties, $row.Name, $row.IsHidden = '9', 'gold, new', 'os_distro=arch; version=2', 'renamed', 'True'
        $changed = $row | Set-OSImage -PassThru
        "$($changed.Name) $($changed.MinDisk) $($changed.Tags) $($changed.Properties) $($changed.IsHidden)" | Should -Be "renamed 9 gold new $($changed.Properties) True"
        $changed.Properties.os_distro, $changed.Properties.version | Should -Be 'arch', '2'
    }

    It 'keeps its settings, with a warning, if its row is piped to a command with other parameters' {
        $row = Get-OSImage $edited.Id | ConvertTo-Csv | ConvertFrom-Csv
        Set-OSImage $edited.Id -MinRam 77
        $changed = $row | Set-OSImage -AddTag more -PassThru -WarningVariable warnings 3> $null
        $changed.MinRam | Should -Be 77
        $changed.Tags | Should -Contain 'more'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match 'MinRam.*-AddTag'
    }

    It 'does not revert changes that were made after it was read: <_>' -ForEach 'the object', 'Clixml' {
        $image = Get-OSImage $edited.Id
        if ($_ -eq 'Clixml') { $image | Export-Clixml "$TestDrive/old.xml"; $image = Import-Clixml "$TestDrive/old.xml" }
        Set-OSImage $edited.Id -MinRam ($image.MinRam + 1)
        $changed = $image | Set-OSImage -AddTag later -PassThru -WarningVariable warnings
        $changed.MinRam | Should -Be ($image.MinRam + 1)
        $image | Set-OSImage
        (Get-OSImage $edited.Id).MinRam | Should -Be ($image.MinRam + 1)
        $warnings | Should -BeNullOrEmpty
    }

    It 'with a cell that cannot be read is one error, and the other rows are processed' {
        $images = 'Name,Tags', 'broken,"[a"', 'whole,a' | ConvertFrom-Csv | New-OSImage -ErrorAction SilentlyContinue -ErrorVariable failure
        $images.Name | Should -Be 'whole'
        $failure | Should -HaveCount 1
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameters,*'
    }

    It 'with a null in JSON is processed as with an empty cell' {
        $nulls = 'Name', 'Tags', 'Properties', 'MinDisk', 'MinRam', 'Visibility', 'IsProtected', 'IsHidden', 'OwnerId', 'DiskFormat' | ForEach-Object { "`"$_`":null" }
        $before = Get-OSImage $edited.Id
        "[{`"Id`":`"$($edited.Id)`",$($nulls -join ',')}]" | ConvertFrom-Json | Set-OSImage -ErrorAction Stop
        $after = Get-OSImage $edited.Id
        "$($after.Name) $($after.Tags) $($after.Properties) $($after.MinDisk)" | Should -Be "$($before.Name) $($before.Tags) $($before.Properties) $($before.MinDisk)"
    }

    It 'with a value that cannot be converted is an error, and nothing is ignored: <_>' -ForEach 'Properties,x', 'MinDisk,many', 'Hidden,perhaps', 'MinRam,-1', 'Visibility,everybody' {
        $column, $cell = $_ -split ','
        "Name,$column", "invalid-$column,$cell" | ConvertFrom-Csv | New-OSImage -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure | Should -Not -BeNullOrEmpty
        "Id,$column", "$($edited.Id),$cell" | ConvertFrom-Csv | Set-OSImage -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure | Should -Not -BeNullOrEmpty
        Get-OSImage -Name 'invalid-*' | Should -BeNullOrEmpty
    }
}

Describe 'A row of metadata definitions' {
    BeforeAll { $null = 'one', 'two' | ForEach-Object { New-OSImageMetadefNamespace $_ } }

    It 'is created with all its columns, and copied to another namespace' {
        $rows = 'Namespace,Name,Title,Type,Description,AllowedValues,Minimum', 'one,speed,Speed,integer,fast,"1, 2",1', 'one,plain,,,,,', 'one,ratio,R,number,,,-5' | ConvertFrom-Csv
        $added = $rows | New-OSImageMetadefProperty
        $added.Title | Should -Be 'Speed', 'plain', 'R'
        $added.Type | Should -Be 'integer', 'string', 'number'
        $added[0].AllowedValues | Should -Be '1', '2'
        $added[0, 2].Minimum | Should -Be '1', '-5'
        { New-OSImageMetadefProperty one half -Type number -Minimum 0.5 -ErrorAction Stop } | Should -Throw '*integer*'
        $copies = Get-OSImageMetadefProperty one | New-OSImageMetadefProperty -Namespace two
        $copies.Schema | Sort-Object | Should -Be ($added.Schema | Sort-Object)
    }

    It 'changes what its columns contain; an object changes nothing but what is specified' {
        $changed = 'Namespace,Name,Title', 'one,speed,Velocity' | ConvertFrom-Csv | Set-OSImageMetadefProperty -PassThru
        "$($changed.Title) $($changed.Type)" | Should -Be 'Velocity integer'
        $old = Get-OSImageMetadefProperty one speed
        Set-OSImageMetadefProperty one speed -Title Newer
        ($old | Set-OSImageMetadefProperty -Description described -PassThru).Title | Should -Be 'Newer'
    }

    It 'copies objects with their properties, tags and associations' {
        $null = New-OSImageMetadefObject one thing -Required a -Schema '{"a":{"title":"A","type":"string"},"b":{"title":"B","type":"integer"}}'
        (Get-OSImageMetadefObject one | New-OSImageMetadefObject -Namespace two).Properties.Name | Should -Be 'a', 'b'
        $null = New-OSImageMetadefTag one x, y
        (Get-OSImageMetadefTag one | New-OSImageMetadefTag -Namespace two).Name | Should -Be 'x', 'y'
        ('Namespace,Name', 'two,z' | ConvertFrom-Csv | New-OSImageMetadefTag).Name | Should -Be 'z'
        $null = 'Namespace,Name,Prefix', 'one,OS::Nova::Flavor,hw_' | ConvertFrom-Csv | New-OSImageMetadefResourceTypeAssociation
        (Get-OSImageMetadefResourceTypeAssociation one | New-OSImageMetadefResourceTypeAssociation -Namespace two).Prefix | Should -Be 'hw_'
    }

    It 'describes a namespace' {
        $space = 'Namespace,DisplayName,IsProtected,Visibility', 'three,Third,True,PUBLIC' | ConvertFrom-Csv | New-OSImageMetadefNamespace
        "$($space.DisplayName) $($space.IsProtected) $($space.Visibility)" | Should -Be 'Third True public'
        ('Namespace,Protected', 'three,False' | ConvertFrom-Csv | Set-OSImageMetadefNamespace -PassThru).IsProtected | Should -BeFalse
    }
}

Describe 'A task from the pipeline' {
    It 'is read again, also without its image' {
        $image = New-OSImage tasks -InputStream ([IO.MemoryStream]::new([byte[]](1..200))) -DiskFormat raw
        $task = $image | Import-OSImage -Method copy-image -Store fast -Wait
        $image | Import-OSImage -Method copy-image -Store fast -Wait -ErrorAction SilentlyContinue | Out-Null
        ($task | Get-OSImageTask).Id | Should -Be $task.Id
        $listed = Get-OSImageTask | Where-Object Id -EQ $task.Id
        $listed.ImageId | Should -BeNullOrEmpty
        ($listed | Get-OSImageTask).ImageId | Should -Be $image.Id
        $listed | Export-Clixml "$TestDrive/task.xml"
        (Import-Clixml "$TestDrive/task.xml" | Get-OSImageTask).ImageId | Should -Be $image.Id
        ($listed | Get-OSImageTask -Status failure) | Should -BeNullOrEmpty
    }
}

Describe 'A filter' {
    It 'accepts several values: <_>' -ForEach @(
        'Get-OSImageTask -Status success, failure', 'Get-OSImageCache -State cached, queued', 'Get-OSImageMetadefNamespace -Visibility public, private'
        'Get-OSImage -MemberStatus pending, accepted', 'Get-OSImage -SharedWithMe -MemberStatus pending, rejected'
    ) {
        & ([scriptblock]::Create("$_ -ErrorAction Stop")) | Out-Null
    }

    It 'of several member statuses has the images of each' {
        foreach ($member in @{ Name = 'p'; Status = 'pending' }, @{ Name = 'r'; Status = 'rejected' }, @{ Name = 'a'; Status = 'accepted' }) {
            New-OSImage "with-$($member.Name)" -Visibility shared -Owner alt | Add-OSImageMember -Project admin | Set-OSImageMember -Status $member.Status
        }
        Get-OSImage -SharedWithMe -MemberStatus pending, rejected | Where-Object Name -Like 'with-*' | ForEach-Object Name | Should -Be 'with-r', 'with-p'
        Get-OSImage -MemberStatus rejected, accepted -Name 'with-*' | ForEach-Object Name | Should -Be 'with-a', 'with-r'
    }

    It 'is the target of its error: <Value>' -ForEach @(
        @{ Value = 'no-owner'; Script = { Get-OSImage -Owner no-owner -ErrorAction Stop } }, @{ Value = 'no-marker'; Script = { Get-OSImage -Marker no-marker -ErrorAction Stop } }
        @{ Value = 'a['; Script = { Get-OSImage -Name 'a[' -ErrorAction Stop } }
    ) {
        try { & $Script } catch { $failure = $_ }
        $failure.TargetObject | Should -Be $Value
    }
}

Describe 'A session from the pipeline' {
    It 'is the session of <_>' -ForEach 'Get-OpenStackRequest', 'Get-OpenStackSession', 'Get-OSImageStore', 'Get-OSImageImportInfo', 'Get-OSImageUsage', 'Get-OSImageMetadefResourceType' {
        Connect-OpenStack -Name other -NotDefault -Quiet
        $other = Get-OpenStackSession other
        try {
            $found = @($other, $other) | & $_ -ErrorAction Stop
            $alone = & $_ -Session $other
            @($found).Count | Should -BeGreaterOrEqual @($alone).Count
            @($alone | & $_ -ErrorAction SilentlyContinue -ErrorVariable failure).Count | Should -BeLessOrEqual @($found).Count
            if ($_ -eq 'Get-OpenStackRequest') { ($other | Get-OpenStackRequest).Number | Should -Be ((Get-OpenStackRequest -Session other).Number) }
            @() | & $_ | Should -BeNullOrEmpty
        }
        finally { $other | Disconnect-OpenStack }
    }

    It 'is converted to the diagram of its requests' {
        $diagram = Get-OpenStackSession -Default | ConvertTo-OpenStackSequenceDiagram -ErrorAction Stop
        $diagram | Should -Match 'POST /identity/v3/auth/tokens'
        { Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram -Session (Get-OpenStackSession -Default) -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidParameters*'
    }
}
