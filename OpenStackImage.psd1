@{
    RootModule             = 'bin/OpenStackImage.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '5a4f2f6d-53b1-4d0c-9c1f-7f4a6b2b9e10'
    Author                 = 'OpenStackImage contributors'
    CompanyName            = 'OpenStackImage contributors'
    Copyright              = '(c) OpenStackImage contributors. MIT licence.'
    Description            = 'Shares and manages OpenStack images (Glance) from PowerShell: typed objects in the pipeline, one request where one is enough, errors that say what mends them.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'

    FormatsToProcess       = @('bin/OpenStackImage.Format.ps1xml')
    TypesToProcess         = @('bin/OpenStackImage.Types.ps1xml')

    CmdletsToExport        = @(
        'Add-OSImageMember'
        'Approve-OSImageMember'
        'Connect-OpenStack'
        'ConvertTo-OpenStackSequenceDiagram'
        'Copy-OSImageMember'
        'Deny-OSImageMember'
        'Disable-OSImage'
        'Disconnect-OpenStack'
        'Enable-OSImage'
        'Get-OSImage'
        'Get-OSImageImportInfo'
        'Get-OSImageMember'
        'Get-OSImageStore'
        'Get-OSImageTask'
        'Get-OSProject'
        'Get-OpenStackCloud'
        'Get-OpenStackRequest'
        'Get-OpenStackSession'
        'Import-OSImage'
        'New-OSImage'
        'Remove-OSImage'
        'Remove-OSImageMember'
        'Save-OSImage'
        'Send-OSImageData'
        'Set-OSImage'
        'Set-OSImageMember'
        'Sync-OSImageMember'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('OpenStack', 'Glance', 'Keystone', 'Image', 'Cloud', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/OpenStackImage/OpenStackImage'
            LicenseUri   = 'https://github.com/OpenStackImage/OpenStackImage/blob/main/LICENSE'
            ReleaseNotes = 'https://github.com/OpenStackImage/OpenStackImage/blob/main/CHANGELOG.md'
        }
    }
}
