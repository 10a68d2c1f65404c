BeforeDiscovery {
    # Each cmdlet that processes several objects concurrently, and the property of its results that must be that of the pipeline variable:
    # its ID, or Match.
    $fanOut = @(
        @{ Command = 'Get-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | ForEach-Object Id | Get-OSImage'; Property = 'Id' }
        @{ Command = 'Get-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Get-OSImageMember' }
        @{ Command = 'Add-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Add-OSImageMember -Project service' }
        @{ Command = 'Set-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Set-OSImageMember -Project alt -Status accepted -PassThru' }
        @{ Command = 'Approve-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Approve-OSImageMember -Project alt -PassThru' }
        @{ Command = 'Deny-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Deny-OSImageMember -Project alt -PassThru' }
        @{ Command = 'Sync-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Sync-OSImageMember -Project alt' }
        @{ Command = 'Copy-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Copy-OSImageMember -From source' }
        @{ Command = 'Remove-OSImageMember'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Remove-OSImageMember -Project alt -PassThru' }
        @{ Command = 'Set-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Set-OSImage -AddTag pv -PassThru'; Property = 'Id' }
        @{ Command = 'Add-OSImageCache'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Add-OSImageCache' }
        @{ Command = 'Get-OSImageCache'; Pipeline = '$null = Get-OSImage -Name pv-* | Add-OSImageCache; Get-OSImage -Name pv-* -PipelineVariable i | Get-OSImageCache' }
        @{ Command = 'Remove-OSImageCache'; Pipeline = '$null = Get-OSImage -Name pv-* | Add-OSImageCache; Get-OSImage -Name pv-* -PipelineVariable i | Remove-OSImageCache -PassThru' }
        @{ Command = 'Disable-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Disable-OSImage -PassThru'; Property = 'Id' }
        @{ Command = 'Enable-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Enable-OSImage -PassThru'; Property = 'Id' }
        @{ Command = 'Wait-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Wait-OSImage -Status active'; Property = 'Id' }
        @{ Command = 'Copy-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Copy-OSImage -Destination $other'; Match = 'Name'; Property = 'Name' }
        @{ Command = 'Compare-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Compare-OSImage -Destination $other'; Match = 'Name'; Property = 'ImageName' }
        @{ Command = 'Restore-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Restore-OSImage'; Match = 'Name'; Property = 'Name' }
        @{ Command = 'Remove-OSImage'; Pipeline = 'Get-OSImage -Name pv-* -PipelineVariable i | Remove-OSImage -ThrottleLimit 8 -PassThru -Force'; Property = 'Id' }
        @{ Command = 'Get-OSProject'; Pipeline = "'demo', 'alt', 'admin', 'service' | Get-OSProject -PipelineVariable i | ForEach-Object Name | Get-OSProject"; Property = 'Id' }
    )

    # The ways in which people write a pipeline.
    $forms = @(
        @{ Form = 'with an alias and more concurrent requests'; Script = 'Get-OSImage -Name pv-* -pv i | Get-OSImageMember -ThrottleLimit 16 | Test-Pair' }
        @{ Form = 'over several lines'; Script = "Get-OSImage -Name pv-* -PipelineVariable i |`n    Get-OSImageMember |`n    Test-Pair" }
        @{ Form = 'with pipes at the start of lines'; Script = "Get-OSImage -Name pv-* -PipelineVariable i`n    | Get-OSImageMember`n    | Test-Pair" }
        @{ Form = 'with line continuations'; Script = "Get-OSImage -Name pv-* ```n    -PipelineVariable i |`n    Get-OSImageMember | Test-Pair" }
        @{ Form = 'with splatting'; Script = '$splat = @{ Name = ''pv-*''; PipelineVariable = ''i'' }; Get-OSImage @splat | Get-OSImageMember | Test-Pair' }
        @{ Form = 'of ForEach-Object'; Script = 'Get-OSImage -Name pv-* | ForEach-Object -PipelineVariable i { $_ } | Get-OSImageMember | Test-Pair' }
        @{ Form = 'through Where-Object'; Script = 'Get-OSImage -Name pv-* -PipelineVariable i | Where-Object Visibility -EQ shared | Get-OSImageMember | Test-Pair' }
        @{ Form = 'through Sort-Object'; Script = 'Get-OSImage -Name pv-* | Sort-Object Name -Descending | ForEach-Object { $_ } -PipelineVariable i | Get-OSImageMember | Test-Pair' }
        @{ Form = 'in a function'; Script = 'function Show-Pair { Get-OSImage -Name pv-* -PipelineVariable i | Get-OSImageMember | Test-Pair }; Show-Pair' }
        @{ Form = 'of an advanced function'; Script = 'function Select-Pv { [CmdletBinding()] param() Get-OSImage -Name pv-* }; Select-Pv -PipelineVariable i | Get-OSImageMember | Test-Pair' }
        @{ Form = 'in a script block'; Script = '& { Get-OSImage -Name pv-* -PipelineVariable i | Get-OSImageMember | Test-Pair }' }
        @{ Form = 'with two variables'; Script = 'Get-OSImage -Name pv-* -PipelineVariable i | Get-OSImageMember -PipelineVariable m | Approve-OSImageMember -PassThru | ForEach-Object { if ($m.ImageId -ne $i.Id) { throw "$m" }; $_ } | Test-Pair' }
        @{ Form = 'from $PSDefaultParameterValues'; Script = '$PSDefaultParameterValues = @{ ''Get-OSImage:PipelineVariable'' = ''i'' }; Get-OSImage -Name pv-* | Get-OSImageMember | Test-Pair' }
        @{ Form = 'through a proxy function'; Script = 'Get-OSImage -Name pv-* -PipelineVariable i | Get-ProxyMember | Test-Pair' }
        @{ Form = 'through a proxy function that PowerShell generates'; Script = 'Get-OSImage -Name pv-* -PipelineVariable i | Get-GeneratedMember | Test-Pair' }
        @{ Form = 'into Tee-Object and Select-Object'; Script = 'Get-OSImage -Name pv-* -PipelineVariable i | Get-OSImageMember | Tee-Object -Variable all | Select-Object -Property * | Test-Pair' }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Import-Module (Get-ModuleManifestPath)
    Start-LocalCloud
    $other = Connect-OpenStack -NotDefault
    Start-LocalCloud
    $null = Connect-OpenStack
    $count = 10
    $data = [byte[]]::new(100)
    $null = New-OSImage source -Visibility shared -DiskFormat raw | Add-OSImageMember -Project demo

    function Reset-Image {
        [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A function of the tests has no -WhatIf.')]
        param()

        Get-OSImage -Name pv-* -Hidden | Remove-OSImage -Confirm:$false
        Get-OSImage -Name pv-* | Remove-OSImage -Confirm:$false
        Get-OSImage -Name pv-* -Session $other | Remove-OSImage -Confirm:$false
        1..$count | ForEach-Object { , $data | New-OSImage "pv-$_" -Visibility shared -DiskFormat raw } | Add-OSImageMember -Project alt | Out-Null
    }

    function Get-ProxyMember {
        [CmdletBinding()]
        param([Parameter(ValueFromPipeline)] $Image)

        begin { $steps = { Get-OSImageMember }.GetSteppablePipeline(); $steps.Begin($PSCmdlet) }
        process { $steps.Process($_) }
        end { $steps.End() }
    }

    # As JEA endpoints and implicit remoting make them.
    Set-Item function:Get-GeneratedMember ([System.Management.Automation.ProxyCommand]::Create([System.Management.Automation.CommandMetadata](Get-Command Get-OSImageMember)))

    function Test-Pair {
        param([string] $Property = 'ImageId')

        process { [pscustomobject]@{ Variable = $i.Id; Result = $_.$Property } }
    }

    Reset-Image
}

AfterAll { Stop-LocalCloud }

Describe 'A pipeline variable' {
    It 'is that of each result of <Command>' -ForEach $fanOut {
        Reset-Image
        if ($Command -eq 'Restore-OSImage') {
            Get-OSImage -Name pv-* | ForEach-Object { , [byte[]]::new(200) | New-OSImage $_.Name -Replaces $_ -DiskFormat raw } | Out-Null
        }
        $expected = if ($Command -eq 'Get-OSProject') { 4 } else { $count }
        $pairs = @(. ([scriptblock]::Create("$Pipeline | ForEach-Object { [pscustomobject]@{ Variable = `$i.$($Match ?? 'Id'); Result = `$_.$($Property ?? 'ImageId') } }")))
        $pairs.Count | Should -Be $expected
        $pairs | Where-Object { $_.Variable -ne $_.Result } | Should -BeNullOrEmpty
        $pairs.Result | Sort-Object -Unique | Should -HaveCount $expected
    }

    It 'is that of each result <Form>' -ForEach $forms {
        $pairs = @(. ([scriptblock]::Create($Script.Replace('Test-Pair', 'ForEach-Object { [pscustomobject]@{ Variable = $i.Id; Result = $_.ImageId } }'))))
        $pairs.Count | Should -BeGreaterOrEqual $count
        $pairs | Where-Object { $_.Variable -ne $_.Result } | Should -BeNullOrEmpty
    }

    It 'is tested for each cmdlet with -ThrottleLimit that takes images from the pipeline' {
        $tested = (Get-Content -LiteralPath $PSCommandPath | Select-String "Command = '([\w-]+)'").Matches.ForEach({ $_.Groups[1].Value })
        $fanOut = Get-Command -Module OpenStackImage | Where-Object { $_.Parameters.ContainsKey('ThrottleLimit') } | ForEach-Object Name
        # These write files and tasks, or one result of all that they are given.
        $others = 'Export-OSImageSharing', 'Export-OSImageSharingReport', 'ConvertTo-OSImageSharingDiagram', 'Test-OSImageSharing', 'Sync-OSImageSharing',
            'Save-OSImage', 'Get-OSImageTask', 'Import-OSImage', 'Get-OSImageLocation', 'Add-OSImageLocation'
        $fanOut | Where-Object { $_ -notin $tested -and $_ -notin $others } | Should -BeNullOrEmpty
    }
}
