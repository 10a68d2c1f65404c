using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Locations;

/// <summary>Gives a new image data that lies somewhere already, without copying it. Takes Image API 2.17 and, for users, a cloud with an http store.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageLocation", SupportsShouldProcess = true)]
[OutputType(typeof(ImageTask))]
public sealed class AddOSImageLocationCommand : SessionCommand
{
    /// <summary>The image, which has no data yet: its ID, its name, or the image.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference Image { get; set; } = null!;

    /// <summary>Where the data lies, in the terms of a store of the cloud.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <summary>What the data must hash to, in hexadecimal digits; left out, Glance reckons it itself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HashValue { get; set; }

    /// <summary>The algorithm of -HashValue.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string HashAlgorithm { get; set; } = "sha512";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (reference, uri) = (Image, Uri.OriginalString);
        Start(reference.Text, writer => new ImageResolver(CurrentSession, writer).ResolveAsync(
            reference,
            async image =>
            {
                if (await writer.ConfirmAsync($"Make what lies at {uri} the data of image {image}").ConfigureAwait(false)
                    && await new LocationClient(CurrentSession, writer).AddAsync(image.Id, uri, HashAlgorithm, HashValue, writer.CancellationToken).ConfigureAwait(false) is { } task)
                {
                    await writer.WriteAsync(task).ConfigureAwait(false);
                }
            },
            writer.CancellationToken));
    }
}
