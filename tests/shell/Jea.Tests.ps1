BeforeAll {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    Start-LocalCloud

    # A constrained session as a JEA endpoint creates it: no language, no providers, only the cmdlets and parameters that the role lists.
    function Start-ConstrainedSession {
        [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A function of the tests has no -WhatIf.')]
        param([Parameter(Mandatory)] [string] $VisibleCmdlets)

        $file = Join-Path $TestDrive "$([guid]::NewGuid()).pssc"
        Set-Content -LiteralPath $file -Value @"
@{
    SchemaVersion   = '2.0.0.0'
    GUID            = '$([guid]::NewGuid())'
    SessionType     = 'RestrictedRemoteServer'
    ModulesToImport = '$(Get-ModuleManifestPath)'
    VisibleCmdlets  = @($VisibleCmdlets)
}
"@
        $state = [initialsessionstate]::CreateFromSessionConfigurationFile($file)
        $script:runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
    }

    function Invoke-Constrained {
        param([Parameter(Mandatory)] [string] $Command, [hashtable] $Parameters = @{}, $InputObject)

        $shell = [powershell]::Create($runspace).AddCommand($Command).AddParameters($Parameters)
        try {
            if ($PSBoundParameters.ContainsKey('InputObject')) { $shell.Invoke(@($InputObject)) } else { $shell.Invoke() }
            if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
        }
        finally { $shell.Dispose() }
    }
}

AfterAll { Stop-LocalCloud }

Describe 'A JEA session' {
    AfterEach { $runspace.Dispose() }

    It 'connects from OS_* variables without a FileSystem provider' {
        Start-ConstrainedSession "'Connect-OpenStack', 'Get-OpenStackSession'"
        $null = Invoke-Constrained Connect-OpenStack
        (Invoke-Constrained Get-OpenStackSession).ProjectName | Should -Be 'admin'
    }

    It 'runs cmdlets that are visible with all parameters' {
        Start-ConstrainedSession "'Connect-OpenStack', 'Get-OSImageMember'"
        $null = Invoke-Constrained Connect-OpenStack
        (Invoke-Constrained Get-OSImageMember @{ Image = 'cirros-0.6.1-x86_64-disk' }).Status | Should -Be 'pending'
    }

    It 'runs cmdlets that are visible with a parameter list' {
        Start-ConstrainedSession @'
'Connect-OpenStack'
        @{ Name = 'Get-OSImageMember'; Parameters = @{ Name = 'Image' }, @{ Name = 'Status' } }
        @{ Name = 'Get-OSImage'; Parameters = @{ Name = 'Visibility'; ValidateSet = 'shared' } }
        @{ Name = 'Add-OSImageMember'; Parameters = @{ Name = 'Image' }, @{ Name = 'Project'; ValidatePattern = '^(alt|service)$' } }
'@
        $null = Invoke-Constrained Connect-OpenStack
        (Invoke-Constrained Get-OSImageMember @{ Image = 'cirros-0.6.1-x86_64-disk' }).Status | Should -Be 'pending'
        @(Invoke-Constrained Get-OSImage @{ Visibility = 'shared' }).Count | Should -Be 4
        (Invoke-Constrained Add-OSImageMember @{ Image = 'cirros-0.6.1-x86_64-disk'; Project = 'alt' }).Status | Should -Be 'pending'
    }

    It 'refuses parameters and values that the role does not list' {
        Start-ConstrainedSession "'Connect-OpenStack', @{ Name = 'Get-OSImage'; Parameters = @{ Name = 'Visibility'; ValidateSet = 'shared' } }"
        $null = Invoke-Constrained Connect-OpenStack
        { Invoke-Constrained Get-OSImage @{ Visibility = 'private' } } | Should -Throw '*private*'
        { Invoke-Constrained Get-OSImage @{ Id = 'x' } } | Should -Throw
    }

    It 'accepts pipeline input for a parameter of the list' {
        Start-ConstrainedSession "'Connect-OpenStack', @{ Name = 'Get-OSImageMember'; Parameters = @{ Name = 'Image' } }"
        $null = Invoke-Constrained Connect-OpenStack
        (Invoke-Constrained Get-OSImageMember -InputObject 'cirros-0.6.1-x86_64-disk').Status | Should -Contain 'pending'
    }
}
