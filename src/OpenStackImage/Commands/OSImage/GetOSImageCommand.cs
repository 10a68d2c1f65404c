using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Commands;

/// <summary>Gets images: by ID or name, or all that the session's project may see.</summary>
[Cmdlet(VerbsCommon.Get, "OSImage", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Image))]
public sealed class GetOSImageCommand : SessionCommand
{
    private const string ListSet = "List";
    private const string ImageSet = "Image";

    /// <summary>The images to get: IDs, names or images.</summary>
    [Parameter(ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>Lists images of this visibility only. A list without it leaves out the community images of others.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community, ImageVisibility.All)]
    public string? Visibility { get; set; }

    /// <summary>Lists images in this state only.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet(
        ImageStatus.Queued, ImageStatus.Saving, ImageStatus.Uploading, ImageStatus.Importing, ImageStatus.Active,
        ImageStatus.Deactivated, ImageStatus.Killed, ImageStatus.PendingDelete, ImageStatus.Deleted)]
    public string? Status { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ParameterSetName == ListSet ? 1 : ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            Start(null, async (output, cancellationToken) =>
            {
                var query = new ImageQuery { Visibility = Visibility, Status = Status };
                await foreach (var image in new ImageClient(Connected, output).ListAsync(query, cancellationToken).ConfigureAwait(false))
                {
                    await output.WriteAsync(image).ConfigureAwait(false);
                }
            });
            return;
        }

        foreach (var reference in Image)
        {
            Start(reference.Text, async (output, cancellationToken) =>
                await output.WriteAsync(await new ImageFinder(Connected, output).GetAsync(reference.Text, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false));
        }
    }
}
