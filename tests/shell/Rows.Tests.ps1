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

    It 'with a URI imports, and creates no image without data' {
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

    It 'comes from JSON with lists and objects' {
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

    It 'is not an argument: -<_> with an empty text is refused' -ForEach 'Visibility', 'Owner', 'DiskFormat' {
        $arguments = @{ $_ = '' }
        { New-OSImage empty-argument @arguments -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidParameters*'
    }
}

Describe 'A row' {
    It 'with nothing but the column Name stands for the image' {
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

    It 'has text for Boolean parameters of Set-OSImage' {
        (New-OSImage flags | Set-OSImage -Protected 'True' -Hidden 'False' -PassThru).IsProtected | Should -BeTrue
        (Get-OSImage flags | Set-OSImage -Protected 'False' -PassThru).IsProtected | Should -BeFalse
        { Set-OSImage flags -Protected '' } | Should -Throw
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
    It 'is converted to the diagram of its requests' {
        $diagram = Get-OpenStackSession -Default | ConvertTo-OpenStackSequenceDiagram -ErrorAction Stop
        $diagram | Should -Match 'POST /identity/v3/auth/tokens'
        { Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram -Session (Get-OpenStackSession -Default) -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidParameters*'
    }
}
