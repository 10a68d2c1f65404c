using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Members;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>
/// Imports data into images: staged data, data from a URI or from another region, or the data of an image into further stores.
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
    /// copies an active image into further stores; web-download requires -Uri. Get-OSImageImportInfo shows the methods of the cloud.
    /// </summary>
    [Parameter(ParameterSetName = MethodSet)]
    [Parameter(ParameterSetName = UriSet)]
    [Parameter(ParameterSetName = RemoteSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportMethodCompleter))]
    public string Method { get; set; } = ImportMethod.GlanceDirect;

    /// <summary>Specifies the URI from which the cloud downloads the data (web-download). The cloud reads it, not this computer.</summary>
    [Parameter(ParameterSetName = UriSet, Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>Specifies the ID of the image in another region whose data is downloaded (glance-download).</summary>
    [Parameter(ParameterSetName = RemoteSet, Mandatory = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Guid RemoteImage { get; set; }

    /// <summary>Specifies the region of -RemoteImage.</summary>
    [Parameter(ParameterSetName = RemoteSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? RemoteRegion { get; set; }

    /// <summary>Specifies the interface by which the other region is reached. Default: public.</summary>
    [Parameter(ParameterSetName = RemoteSet)]
    [ValidateSet("public", "internal", "admin")]
    public string? RemoteInterface { get; set; }

    /// <summary>Specifies the stores for the data. Default: the cloud's default store. Get-OSImageStore lists the stores.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string[]? Store { get; set; }

    /// <summary>Indicates that the data is imported into all stores of the cloud.</summary>
    [Parameter]
    public SwitchParameter AllStores { get; set; }

    /// <summary>Indicates that an import into only some of the stores is a success; -Wait then warns about the others.</summary>
    [Parameter]
    public SwitchParameter AllowFailure { get; set; }

    /// <summary>
    /// Specifies the hash that the imported data must have, with or without the algorithm (sha256:...). Requires -Wait. The cloud hashes
    /// the data; if it uses another algorithm, the error is HashNotComparable. The image is not deleted.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public ExpectedHash? ExpectedHash { get; set; }

    private protected override bool EndsWorkAfterStop => true;

    private protected override IReadOnlyList<ParameterRequirement> Requirements
        => [.. base.Requirements, new(nameof(AllowFailure), nameof(Store), nameof(AllStores))];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseIf(
            ExpectedHash is not null && !Wait,
            "-ExpectedHash requires -Wait, because the data can be compared only after the import.",
            "Use -Wait.");
        var required = MethodOfSet;
        RefuseIf(
            required is not null
                && MyInvocation.BoundParameters.ContainsKey(nameof(Method))
                && !string.Equals(Method, required, StringComparison.OrdinalIgnoreCase),
            $"The method {Method} does not use these parameters; they belong to {required}.",
            $"Use -Method {required}, or omit it.");
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var import = new ImageImport
        {
            Method = MethodOfSet ?? Method.ToLowerInvariant(),
            Uri = ParameterSetName == UriSet ? Uri!.OriginalString : null,
            RemoteImageId = ParameterSetName == RemoteSet ? RemoteImage.ToString("D") : null,
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

    private string? MethodOfSet
        => ParameterSetName switch { UriSet => ImportMethod.WebDownload, RemoteSet => ImportMethod.GlanceDownload, _ => null };
}
