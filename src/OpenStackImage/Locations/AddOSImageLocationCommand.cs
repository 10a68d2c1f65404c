using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Imports;
using OpenStackImage.Members;
using OpenStackImage.Tasks;

namespace OpenStackImage.Locations;

/// <summary>
/// Adds a location to new images: a URL at which their data already exists. The data is not copied. Requires Image API 2.17; for users
/// without the admin role, the cloud must have an http store.
/// </summary>
[Cmdlet(VerbsCommon.Add, "OSImageLocation", SupportsShouldProcess = true)]
[OutputType(typeof(ImageTask))]
public sealed class AddOSImageLocationCommand : ImageTaskCommand
{
    private const string DefaultHashAlgorithm = "sha512";

    /// <summary>Specifies the URL of the data, in the form that the store of the cloud uses.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Uri Uri { get; set; } = null!;

    /// <summary>Specifies the expected hash of the data in hexadecimal digits. If omitted, Glance computes the hash.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? HashValue { get; set; }

    /// <summary>Specifies the algorithm of -HashValue. Default: sha512.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(HashAlgorithmCompleter))]
    public string? HashAlgorithm { get; set; }

    private protected override IReadOnlyList<ParameterRequirement> Requirements
        => [.. base.Requirements, new(nameof(HashAlgorithm), nameof(HashValue))];

    private protected override bool EndsWorkAfterStop => true;

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
        => new ImageResolver(writer.Session, writer).ResolveAsync(reference, image => AddAsync(image, writer), writer.CancellationToken);

    private async Task AddAsync(ResourceName image, PipelineWriter writer)
    {
        var uri = Uri.OriginalString;
        if (!await writer.ConfirmAsync($"Add location {uri} to image {image}").ConfigureAwait(false))
        {
            return;
        }

        var task = await StartAsync(image, uri, writer).ConfigureAwait(false);
        if (task is null)
        {
            return;
        }

        if (Wait)
        {
            task = await WaitAsync(image, task, writer).ConfigureAwait(false);
        }

        await writer.WriteAsync(task).ConfigureAwait(false);
    }

    private async Task<ImageTask?> StartAsync(ResourceName image, string uri, PipelineWriter writer)
    {
        var client = new LocationClient(writer.Session, writer);
        try
        {
            return await client.AddAsync(image.Id, uri, HashAlgorithm ?? DefaultHashAlgorithm, HashValue, writer.CancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Warn(
                writer,
                $"Stopped while a location was added to image {image}. Check with Get-OSImageTask -Image {image.Id} whether it is added.");
            throw;
        }
    }

    private async Task<ImageTask> WaitAsync(ResourceName image, ImageTask started, PipelineWriter writer)
    {
        var imports = new ImportClient(writer.Session, writer);
        var wait = new LimitedWait(writer, $"Adding a location to image {image}", TimeLimit);
        try
        {
            var (task, _) = await wait.RunAsync(
                (waiting, token) => imports.WaitForTaskAsync(image.Id, started, waiting, token),
                _ => $"The location of image {image} is still not added. Task {started.Id} continues. The limit is -TimeoutSec "
                    + $"{TimeoutSec}.",
                "Use Wait-OSImage to continue waiting, or Get-OSImageTask -Image to check it.").ConfigureAwait(false);
            return task;
        }
        catch (OperationCanceledException)
        {
            Warn(
                writer,
                $"Stopped. Task {started.Id}, which adds the location to image {image}, continues. Check it with Get-OSImageTask.");
            throw;
        }
    }
}
