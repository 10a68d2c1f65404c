using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Locations;

/// <summary>
/// Adds a location to a new image: a URL at which its data already exists. The data is not copied. Requires Image API 2.17; for users
/// without the admin role, the cloud must have an http store.
/// </summary>
[Cmdlet(VerbsCommon.Add, "OSImageLocation", SupportsShouldProcess = true)]
[OutputType(typeof(ImageTask))]
public sealed class AddOSImageLocationCommand : SessionCommand
{
    /// <summary>Specifies an image without data by ID, by name, or as an image object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference Image { get; set; } = null!;

    /// <summary>Specifies the URL of the data, in the form of a store of the cloud.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <summary>Specifies the expected hash of the data in hexadecimal digits. If omitted, Glance computes the hash.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? HashValue { get; set; }

    /// <summary>Specifies the algorithm of -HashValue. Default: sha512.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HashAlgorithmCompleter))]
    public string HashAlgorithm { get; set; } = "sha512";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (reference, uri) = (Image, Uri.OriginalString);
        StartFor(reference, writer => new ImageResolver(writer.Session, writer).ResolveAsync(
            reference, image => AddAsync(image, uri, writer), writer.CancellationToken));
    }

    private async Task AddAsync(ResourceName image, string uri, PipelineWriter writer)
    {
        if (!await writer.ConfirmAsync($"Add location {uri} to image {image}").ConfigureAwait(false))
        {
            return;
        }

        var client = new LocationClient(writer.Session, writer);
        var task = await client.AddAsync(image.Id, uri, HashAlgorithm, HashValue, writer.CancellationToken).ConfigureAwait(false);
        if (task is not null)
        {
            await writer.WriteAsync(task).ConfigureAwait(false);
        }
    }
}
