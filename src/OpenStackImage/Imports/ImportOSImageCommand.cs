using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Imports;

/// <summary>Has Glance take images in: what was staged, what lies at a URI or in another region, or an image's data into further stores.</summary>
[Cmdlet(VerbsData.Import, "OSImage", SupportsShouldProcess = true, DefaultParameterSetName = MethodSet)]
[OutputType(typeof(ImageTask))]
public sealed class ImportOSImageCommand : SessionCommand
{
    private const string MethodSet = "Method";
    private const string UriSet = "Uri";
    private const string RemoteSet = "Remote";

    /// <summary>The images to import into: IDs, names or images. They are made before, with a disk format and a container format.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

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

    /// <summary>How many images may be worked on at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
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
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
            {
                var work = new ImportRunner(CurrentSession, output, cancellationToken) { Waits = Wait, Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
                return new ImageResolver(CurrentSession, output).UseAsync(reference, image => work.RunAsync(image, reference.Image?.Size, import), cancellationToken);
            });
        }
    }
}
