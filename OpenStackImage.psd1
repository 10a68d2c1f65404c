@{
    RootModule             = 'bin/OpenStackImage.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '5a4f2f6d-53b1-4d0c-9c1f-7f4a6b2b9e10'
    Author                 = 'OpenStackImage contributors'
    CompanyName            = 'OpenStackImage contributors'
    Copyright              = '(c) OpenStackImage contributors. MIT License.'
    Description            = 'Shares and manages the images of an OpenStack cloud (Glance). The cmdlets support typed pipeline objects, concurrent requests, -WhatIf, and errors that say how to fix the problem.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'

    FormatsToProcess       = @('bin/OpenStackImage.Format.ps1xml', 'bin/OpenStackImage.Deserialized.Format.ps1xml')

    CmdletsToExport        = @(
        'Add-OSImageCache'
        'Add-OSImageLocation'
        'Add-OSImageMember'
        'Approve-OSImageMember'
        'Clear-OSImageCache'
        'Connect-OpenStack'
        'ConvertTo-OpenStackSequenceDiagram'
        'Copy-OSImageMember'
        'Deny-OSImageMember'
        'Disable-OSImage'
        'Disconnect-OpenStack'
        'Enable-OSImage'
        'Get-OSImage'
        'Get-OSImageCache'
        'Get-OSImageImportInfo'
        'Get-OSImageLocation'
        'Get-OSImageMember'
        'Get-OSImageMetadefNamespace'
        'Get-OSImageMetadefObject'
        'Get-OSImageMetadefProperty'
        'Get-OSImageMetadefResourceType'
        'Get-OSImageMetadefResourceTypeAssociation'
        'Get-OSImageMetadefTag'
        'Get-OSImageSchema'
        'Get-OSImageStore'
        'Get-OSImageTask'
        'Get-OSImageUsage'
        'Get-OSProject'
        'Get-OpenStackCloud'
        'Get-OpenStackRequest'
        'Get-OpenStackSession'
        'Import-OSImage'
        'Import-OSImageMetadefNamespace'
        'New-OSImage'
        'New-OSImageMetadefNamespace'
        'New-OSImageMetadefObject'
        'New-OSImageMetadefProperty'
        'New-OSImageMetadefResourceTypeAssociation'
        'New-OSImageMetadefTag'
        'Remove-OSImage'
        'Remove-OSImageCache'
        'Remove-OSImageMember'
        'Remove-OSImageMetadefNamespace'
        'Remove-OSImageMetadefObject'
        'Remove-OSImageMetadefProperty'
        'Remove-OSImageMetadefResourceTypeAssociation'
        'Remove-OSImageMetadefTag'
        'Save-OSImage'
        'Send-OSImageData'
        'Set-OSImage'
        'Set-OSImageMember'
        'Set-OSImageMetadefNamespace'
        'Set-OSImageMetadefObject'
        'Set-OSImageMetadefProperty'
        'Set-OSImageMetadefTag'
        'Sync-OSImageMember'
        'Wait-OSImage'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('OpenStack', 'Glance', 'Keystone', 'Image', 'Cloud', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            Prerelease   = ''
            IconUri      = 'https://raw.githubusercontent.com/OpenStackImage/OpenStackImage/main/docs/icon.png'
            ProjectUri   = 'https://github.com/OpenStackImage/OpenStackImage'
            LicenseUri   = 'https://github.com/OpenStackImage/OpenStackImage/blob/main/LICENSE'
            ReleaseNotes = 'https://github.com/OpenStackImage/OpenStackImage/blob/main/CHANGELOG.md'
        }
    }
}
