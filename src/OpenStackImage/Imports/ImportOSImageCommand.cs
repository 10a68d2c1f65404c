using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Imports;

/// <summary>Has Glance take images in: what was staged, what lies at a URI or in another region, or an image's data into further stores.</summary>
[Cmdlet(VerbsData.Import, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = MethodSet)]
[OutputType(typeof(ImageTask))]
public sealed class ImportOSImageCommand : ImageCommand
{
    private const string MethodSet = "Method";
    private const string UriSet = "Uri";
    private const string RemoteSet = "Remote";

    /// <summary>How: glance-direct takes what was staged with Send-OSImageData -Stage (the default), copy-image puts an active image into further stores. Get-OSImageImportInfo shows what the cloud has.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImportMethodCompleter))]
    public string Method { get; set; } = ImportMethod.GlanceDirect;

    /// <summary>Where Glance fetches the data from (web-download). It is the cloud that reads it, not this computer.</summary>
    [Parameter(ParameterSetName = UriSet, Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The ID of the image in another region whose data Glance fetches (glance-download).</summary>
    [Parameter(ParameterSetName = RemoteSet, Mandatory = true)]
    public Guid RemoteImage { get; set; }

    /// <summary>The region of -RemoteImage.</summary>
    [Parameter(ParameterSetName = RemoteSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? RemoteRegion { get; set; }

    /// <summary>By which of its endpoints the other region is reached; public where left out.</summary>
    [Parameter(ParameterSetName = RemoteSet)]
    [ValidateSet("public", "internal", "admin")]
    public string? RemoteInterface { get; set; }

    /// <summary>The stores to fill; left out, the cloud's default store. Get-OSImageStore shows what there is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string[]? Store { get; set; }

    /// <summary>Fill every store of the cloud.</summary>
    [Parameter]
    public SwitchParameter AllStores { get; set; }

    /// <summary>Take an image that reaches only some of the stores for a success; -Wait then warns of the others.</summary>
    [Parameter]
    public SwitchParameter AllowFailure { get; set; }

    /// <summary>Wait until the import has ended, with a progress bar. One that fails is an error with what its task says.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds -Wait waits at most; left out, as long as it takes. The import itself goes on.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var import = new ImageImport
        {
            Method = ParameterSetName switch { UriSet => ImportMethod.WebDownload, RemoteSet => ImportMethod.GlanceDownload, _ => Method },
            Uri = ParameterSetName == UriSet ? Uri!.OriginalString : null,
            RemoteImageId = ParameterSetName == RemoteSet ? RemoteImage.ToString("D") : null,
            RemoteRegion = RemoteRegion,
            RemoteInterface = RemoteInterface,
            Stores = Store,
            AllStores = AllStores,
            AllowsFailure = AllowFailure,
        };
        var work = new ImportRunner(writer.Session, writer) { Waits = Wait, Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        return new ImageResolver(writer.Session, writer).ResolveAsync(reference, image => work.RunAsync(image, reference.Image?.Size, import), writer.CancellationToken);
    }
}
