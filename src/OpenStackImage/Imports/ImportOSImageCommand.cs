using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Members;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>
/// Imports data into images: staged data, data from a URI, or data from another region. It can also copy the data of an image to additional
/// stores.
/// </summary>
[Cmdlet(VerbsData.Import, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = MethodSet)]
[OutputType(typeof(ImageTask), typeof(Image))]
public sealed class ImportOSImageCommand : ImageTaskCommand
{
    private const string MethodSet = "Method";
    private const string UriSet = "Uri";
    private const string RemoteSet = "Remote";

    /// <summary>
    /// Specifies the import method. glance-direct imports data that was staged with Send-OSImageData -Stage (the default); copy-image
    /// copies an active image to additional stores; web-download requires -Uri. Get-OSImageImportInfo shows the methods of the cloud.
    /// </summary>
    [Parameter(ParameterSetName = MethodSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = UriSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = RemoteSet, ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(ImportMethodCompleter))]
    public string? Method { get; set; }

    /// <summary>Specifies the URI from which the cloud downloads the data (web-download). The cloud reads it, not this computer.</summary>
    [Parameter(ParameterSetName = UriSet, Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>Specifies the ID of the image in another region whose data is downloaded (glance-download).</summary>
    [Parameter(ParameterSetName = RemoteSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Guid RemoteImage { get; set; }

    /// <summary>Specifies the region of -RemoteImage.</summary>
    [Parameter(ParameterSetName = RemoteSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? RemoteRegion { get; set; }

    /// <summary>Specifies the endpoint interface of the other region. Default: public.</summary>
    [Parameter(ParameterSetName = RemoteSet)]
    [RowSetting]
    [ValidateSet("public", "internal", "admin")]
    public string? RemoteInterface { get; set; }

    /// <summary>Specifies the stores for the data. Default: the cloud's default store. Get-OSImageStore lists the stores.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string[]? Store { get; set; }

    /// <summary>Indicates that the cmdlet imports the data into all stores of the cloud.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [BooleanText(IsSwitch = true)]
    public SwitchParameter AllStores { get; set; }

    /// <summary>
    /// Indicates that the import succeeds if it succeeds for some of the stores. With -Wait, the cmdlet writes a warning about the other
    /// stores.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [BooleanText(IsSwitch = true)]
    public SwitchParameter AllowFailure { get; set; }

    /// <summary>
    /// Specifies the expected hash of the imported data, with or without the algorithm as a prefix (sha256:...). The cmdlet compares it
    /// with the hash that the cloud has computed. If the cloud uses another algorithm, the error is HashNotComparable. The image is not
    /// deleted. Requires -Wait.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ExpectedHash? ExpectedHash { get; set; }

    private protected override bool EndsWorkAfterStop => true;

    private protected override ColumnUse Columns => ColumnUse.Operation;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseIf(Store is { Length: 0 }, "The value of -Store is empty.", "Specify a store, or omit -Store.");
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var import = new ImageImport
        {
            Method = MethodOfSource ?? Method?.ToLowerInvariant() ?? ImportMethod.GlanceDirect,
            Uri = Uri?.OriginalString,
            RemoteImageId = MethodOfSource == ImportMethod.GlanceDownload ? RemoteImage.ToString("D") : null,
            RemoteRegion = RemoteRegion,
            RemoteInterface = RemoteInterface,
            Stores = Store,
            AllStores = AllStores,
            AllowsFailure = AllowFailure,
        };
        var runner = new ImportRunner(writer.Session, writer)
        {
            Waits = Wait,
            Timeout = TimeLimit,
            Expected = ExpectedHash,
            Warn = text => Warn(writer, text),
        };
        return new ImageResolver(writer.Session, writer).ResolveAsync(
            reference, image => runner.RunAsync(image, reference.Image?.Size, import), writer.CancellationToken);
    }

    /// <summary>The only import method for the specified source of the data.</summary>
    private string? MethodOfSource
        => Uri is not null ? ImportMethod.WebDownload
            : HasRemote ? ImportMethod.GlanceDownload
            : null;

    private bool HasRemote => RemoteImage != Guid.Empty || ParameterSetName == RemoteSet;

    /// <remarks>The columns of a row belong to no parameter set.</remarks>
    private protected override OpenStackException? Contradiction()
    {
        if (Uri is not null && HasRemote)
        {
            return ParameterRefusal.Because("-Uri and -RemoteImage cannot be used together.", "Use one of them.");
        }

        if (HasRemote != RemoteRegion is not null || (RemoteInterface is not null && !HasRemote))
        {
            return ParameterRefusal.Because(
                "-RemoteImage and -RemoteRegion must be used together, and -RemoteInterface requires both.", "Specify both.");
        }

        if (AllowFailure && Store is null && !AllStores)
        {
            return ParameterRefusal.Because(
                "-AllowFailure has no effect without -Store or -AllStores.", "Use -Store or -AllStores, or omit -AllowFailure.");
        }

        if (ExpectedHash is not null && !Wait)
        {
            return ParameterRefusal.Because(
                "-ExpectedHash requires -Wait, because the data can be compared only after the import.", "Use -Wait.");
        }

        var required = MethodOfSource;
        return required is null || Method is null || string.Equals(Method, required, StringComparison.OrdinalIgnoreCase)
            ? null
            : ParameterRefusal.Because(
                $"The method {Method} does not use these parameters; they belong to {required}.",
                $"Use -Method {required}, or omit it.");
    }
}
