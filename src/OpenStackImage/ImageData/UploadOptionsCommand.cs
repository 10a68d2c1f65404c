using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>The base class of the cmdlets that upload data: adds the parameters for checks and stores.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UploadOptionsCommand : SessionCommand
{
    /// <summary>
    /// Specifies the expected hash of the data: an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 hash in hexadecimal digits, with or without the
    /// algorithm as a prefix (sha256:...). A file with a different hash is not uploaded.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ExpectedHash? ExpectedHash { get; set; }

    /// <summary>
    /// Indicates that the cmdlet does not check the disk format of the data. By default, data of a different format is rejected.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipFormatCheck { get; set; }

    /// <summary>
    /// Specifies the ID of the store for the data. Get-OSImageStore lists the stores. An import (New-OSImage -Import, -Uri) accepts several
    /// stores. Default: the default store of the cloud.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string[] Store { get; set; } = [];

    /// <summary>
    /// Indicates that the cmdlet sends nothing if the cloud already has data of the same size and hash. In this case, New-OSImage writes
    /// the newest active image with the same name, owner and data. Send-OSImageData checks only the specified image.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipIfUnchanged { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseIf(
            Store.Length == 0 && MyInvocation.BoundParameters.ContainsKey(nameof(Store)),
            "The value of -Store is empty.",
            "Specify a store, or omit -Store.");
        if (Store.FirstOrDefault(store => !OpenStackId.IsStoreId(store)) is { } invalid)
        {
            ThrowTerminatingError(ErrorRecords.From(
                new NameNotFoundException(
                    ErrorIds.StoreNotFound, $"'{invalid}' is not a valid store ID.", "Use Get-OSImageStore to list the stores."),
                invalid));
        }
    }

    /// <summary>Throws a terminating error if the data cannot be read before it is sent.</summary>
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
