using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>The base class of the cmdlets that upload data: adds what is checked, and where the data is stored.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UploadOptionsCommand : SessionCommand
{
    /// <summary>
    /// Specifies the hash that the data must have: an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 in hexadecimal digits, with or without the
    /// algorithm (sha256:...). A file with another hash is not uploaded.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ExpectedHash? ExpectedHash { get; set; }

    /// <summary>Indicates that the disk format of the data is not checked.</summary>
    [Parameter]
    public SwitchParameter SkipFormatCheck { get; set; }

    /// <summary>
    /// Specifies the store for the data, by the ID that Get-OSImageStore shows. Default: the default store of the cloud. An import
    /// (New-OSImage -Import, -Uri) accepts several.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string[] Store { get; set; } = [];

    /// <summary>
    /// Indicates that nothing is sent if the cloud already has the data, by size and hash: New-OSImage then writes the newest active image
    /// of the same name and owner that has it, Send-OSImageData the image itself.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipIfUnchanged { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Store.FirstOrDefault(store => !OpenStackId.IsStoreId(store)) is { } invalid)
        {
            ThrowTerminatingError(ErrorRecords.From(
                new NameNotFoundException(
                    ErrorIds.StoreNotFound, $"'{invalid}' is not a valid store ID.", "Use Get-OSImageStore to list the stores."),
                invalid));
        }
    }

    /// <summary>Ends the cmdlet if data cannot be read before it is sent.</summary>
    internal static void RequireRewind(UploadData? data)
    {
        if (data is { CanRewind: false })
        {
            throw ParameterRefusal.Because(
                "-SkipIfUnchanged reads the data before it is sent, and this data can be read only once.",
                "Use -Path, or omit -SkipIfUnchanged.");
        }
    }
}
