BeforeDiscovery {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Import-Module (Get-ModuleManifestPath)

    # Objects of the cloud that is not the default, as arguments and as rows. The result is the name of the cloud that was used.
    $objects = @(
        @{ Script = '(Get-OSImage $image).Cloud' }
        @{ Script = '(Get-OSImage $member).Cloud' }
        @{ Script = '(Get-OSImage @($member)).Cloud' }
        @{ Script = '(Get-OSImageMember -Image $member).Cloud' }
        @{ Script = '(Get-OSImageMember -Project $project | Select-Object -First 1).Cloud' }
        @{ Script = '(Get-OSImageMember $image -Project $member).Cloud' }
        @{ Script = '(Get-OSProject $project).Cloud' }
        @{ Script = '(Get-OSProject $member).Cloud' }
        @{ Script = '(Get-OSImage -Owner $owner | Select-Object -First 1).Cloud' }
        @{ Script = '(Get-OSImage -Owner $image | Select-Object -First 1).Cloud' }
        @{ Script = '(Add-OSImageMember elsewhere $project -SkipExisting).Cloud' }
        @{ Script = '(Set-OSImageMember $member -Project $project -Status pending -PassThru).Cloud' }
        @{ Script = '(Sync-OSImageMember elsewhere -Project $project | Select-Object -First 1).Cloud' }
        @{ Script = '(Set-OSImage elsewhere -Owner $owner -PassThru).Cloud' }
        @{ Script = '(New-OSImage owned -Owner $owner).Cloud' }
        @{ Script = '(Get-OSImageMetadefNamespace $namespace).Cloud' }
        @{ Script = '(Get-OSImageMetadefTag $namespace).Cloud' }
        @{ Script = '(Get-OSImageMetadefTag $namespace $tag).Cloud' }
        @{ Script = '(New-OSImageMetadefTag $namespace "t-$(New-Guid)").Cloud' }
        @{ Script = '(Set-OSImageMetadefNamespace $namespace -Description x -PassThru).Cloud' }
        @{ Script = '(Remove-OSImageMetadefTag $namespace (New-OSImageMetadefTag $namespace gone) -PassThru).Cloud' }
        @{ Script = '(Get-OSImageTask -Task $task).Cloud' }
        @{ Script = '(Get-OSImageTask -Image $task).Cloud | Select-Object -First 1' }
        @{ Script = '($image | Where-Object Name | Sort-Object Name | Select-Object -First 1 | Get-OSImageMember).Cloud' }
        @{ Script = '($image | Select-Object Id, Name | Get-OSImageMember).Cloud' }
        @{ Script = '($image | Select-Object * | Get-OSImageMember).Cloud' }
        @{ Script = '($member | Select-Object ImageId, MemberId | Get-OSImageMember).Cloud' }
        @{ Script = '($image | ConvertTo-Csv | ConvertFrom-Csv | Get-OSImageMember).Cloud' }
        @{ Script = '($image | ConvertTo-Json | ConvertFrom-Json | Get-OSImageMember).Cloud' }
        @{ Script = '([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image)) | Get-OSImageMember).Cloud' }
    )
    $several = Get-Command -Module OpenStackImage -Verb Get | Where-Object { $_.Parameters.ContainsKey('Session') } | ForEach-Object { @{ Command = $_.Name } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud
    Import-Module (Get-ModuleManifestPath)
    $null = Connect-OpenStack -Name other
    $null = New-OSImage elsewhere -Visibility shared
    $null = Add-OSImageMember elsewhere demo
    $null = New-OSImageMetadefNamespace OS::Elsewhere
    $null = New-OSImageMetadefTag OS::Elsewhere first
    $null = New-OSImage imported -DiskFormat raw | Import-OSImage -Method web-download -Uri http://127.0.0.1:1/none -ErrorAction Ignore
    $project = Get-OSProject demo
    $owner = Get-OSProject admin
    $namespace = Get-OSImageMetadefNamespace OS::Elsewhere
    $tag = Get-OSImageMetadefTag OS::Elsewhere first
    $task = Get-OSImage imported | Get-OSImageTask | Select-Object -First 1

    # The second cloud is the default and has none of that, except a namespace of the same name.
    Start-LocalCloud
    $null = Connect-OpenStack -Name default
    $null = New-OSImageMetadefNamespace OS::Elsewhere

    # Rows of Select-Object remember the session of their object in a runspace with several sessions.
    $image = Get-OSImage elsewhere -Session other
    $member = Get-OSImageMember elsewhere -Session other
}

AfterAll { Stop-LocalCloud }

Describe 'An object of another cloud' {
    It 'is used in its own cloud: <Script>' -ForEach $objects {
        & ([scriptblock]::Create($Script)) | Should -Be 'other'
    }

    It 'with a session of a third cloud is an error: <Script>' -ForEach @(
        @{ Script = 'Get-OSImageMember $image -Session default' }
        @{ Script = 'Get-OSImageMember $member -Session default' }
        @{ Script = 'New-OSImageMetadefTag $namespace t -Session default' }
        @{ Script = 'Add-OSImageMember elsewhere $project -Session default' }
    ) {
        { & ([scriptblock]::Create("$Script -ErrorAction Stop")) } | Should -Throw -ErrorId 'SessionMismatch*'
    }

    It 'is accepted for each parameter that takes an ID or a name of one' {
        # Parameters that choose something for which the module has objects.
        $names = 'Project', 'Owner', 'Namespace', 'Task', 'Store'
        foreach ($command in Get-Command -Module OpenStackImage) {
            if ($command.Name -like '*OpenStack*' -or $command.Name -like 'New-OSImageMetadefNamespace') { continue }
            foreach ($property in $command.ImplementingType.GetProperties() | Where-Object { $_.Name -in $names -and $_.PropertyType -in [string], [string[]] }) {
                $property.GetCustomAttributes($true).Where({ $_.GetType().Name -eq 'ObjectTextAttribute' }) | Should -Not -BeNullOrEmpty -Because "$command -$($property.Name)"
            }
        }
    }
}

Describe 'Several sessions' {
    It 'are accepted by <Command>' -ForEach $several {
        (Get-Command $Command).Parameters['Session'].ParameterType | Should -Be ([OpenStackImage.OpenStackSession[]])
    }

    It 'have different values of Cloud in the results of <_>' -ForEach 'Get-OSImage', 'Get-OSImageMember', 'Get-OSProject', 'Get-OSImageStore', 'Get-OpenStackRequest', 'Get-OSImageImportInfo', 'Get-OSImageUsage' {
        & $_ -Session other, default | ForEach-Object Cloud | Sort-Object -Unique | Should -Be 'default', 'other'
    }

    It 'are chosen by a pattern of their names' {
        Get-OSImage -Name 'cirros*' -Session '*' | ForEach-Object Cloud | Sort-Object | Should -Be 'default', 'other'
        (Get-OpenStackSession o*).Name | Should -Be 'other'
        Get-OpenStackSession -Session other, default | ForEach-Object Name | Should -Be 'other', 'default'
        { Get-OpenStackSession none* } | Should -Throw '*none*'
    }

    It 'are ended together' {
        $null = Connect-OpenStack -Name end-1 -NotDefault
        $null = Connect-OpenStack -Name end-2 -NotDefault
        $null = Connect-OpenStack -Name end-3 -NotDefault
        Disconnect-OpenStack end-1, end-2
        Disconnect-OpenStack end-*
        (Get-OpenStackSession).Name | Should -Not -Contain 'end-3'
        (Get-OpenStackSession).Name | Should -Not -Contain 'end-1'
    }
}
