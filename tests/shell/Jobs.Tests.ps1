BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    Import-Module (Get-ModuleManifestPath)
    $null = Connect-OpenStack
    $manifest = Get-ModuleManifestPath
}

AfterAll { Stop-LocalCloud }

Describe 'Start-Job' {
    BeforeAll {
        $images = Start-Job { Import-Module $using:manifest; $null = Connect-OpenStack; Get-OSImage -Visibility shared } | Receive-Job -Wait -AutoRemoveJob
    }

    It 'returns images with their properties' {
        $images.Name | Sort-Object | Should -Be (Get-OSImage -Visibility shared | ForEach-Object Name | Sort-Object)
        $cirros = $images | Where-Object Name -Match cirros
        $cirros.PSTypeNames[0] | Should -Be 'Deserialized.OpenStackImage.Image'
        $cirros.Size | Should -BeOfType ([long])
        $cirros.Id | Should -Be (Get-OSImage $cirros.Name).Id
    }

    It 'returns times that compare with Get-Date' {
        @($images | Where-Object CreatedAt -GT (Get-Date).AddHours(-1)).Count | Should -Be 4
        ((Get-Date) - $images[0].CreatedAt).TotalHours | Should -BeLessThan 1
    }

    It 'accepts IDs from the results in the next cmdlet' {
        ($images | Where-Object Name -Match cirros | ForEach-Object Id | Get-OSImageMember).Status | Should -Be 'pending'
    }
}

Describe 'Start-ThreadJob' {
    It 'has no session and uses the specified one' {
        $session = Get-OpenStackSession
        $result = Start-ThreadJob {
            Import-Module $using:manifest
            try { Get-OSImage } catch { $_.FullyQualifiedErrorId -replace ',.*' }
            (Get-OSImage debian-12 -Session $using:session).Visibility
        } | Receive-Job -Wait -AutoRemoveJob
        $result | Should -Be 'NotConnected', 'public'
    }
}

Describe 'Export-Clixml' {
    It 'keeps the values of an image and a member' {
        $file = Join-Path $TestDrive 'objects.xml'
        $image = Get-OSImage 'cirros-0.6.1-x86_64-disk'
        $member = Get-OSImageMember $image
        $image, $member | Export-Clixml -LiteralPath $file
        $readImage, $readMember = Import-Clixml -LiteralPath $file
        foreach ($name in 'Id', 'Name', 'Size', 'Visibility', 'Checksum', 'MinDisk') { $readImage.$name | Should -Be $image.$name }
        foreach ($name in 'ImageId', 'MemberId', 'Status') { $readMember.$name | Should -Be $member.$name }
    }

    It 'writes no token and no password' {
        $file = Join-Path $TestDrive 'session.xml'
        Get-OpenStackSession | Export-Clixml -LiteralPath $file
        Get-Content -LiteralPath $file -Raw | Should -Not -Match 'gAAAA|asdf'
    }
}
