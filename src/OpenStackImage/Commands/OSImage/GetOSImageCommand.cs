using System.Management.Automation;
using OpenStackImage.Completion;
using OpenStackImage.Images;
using OpenStackImage.Pipeline;

namespace OpenStackImage.Commands;

/// <summary>Gets images: by ID or name, or all that the session's project may see.</summary>
[Cmdlet(VerbsCommon.Get, "OSImage", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Image))]
public sealed class GetOSImageCommand : SessionCommand
{
    private const string ListSet = "List";
    private const string ImageSet = "Image";
    private const string SharedWithMeSet = "SharedWithMe";

    /// <summary>The images to get: IDs, names or images.</summary>
    [Parameter(ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
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

    /// <summary>Lists what other projects share with this one.</summary>
    [Parameter(ParameterSetName = SharedWithMeSet, Mandatory = true)]
    public SwitchParameter SharedWithMe { get; set; }

    /// <summary>What this project has made of it so far.</summary>
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [ValidateSet(Members.MemberStatus.Pending, Members.MemberStatus.Accepted, Members.MemberStatus.Rejected, Members.MemberStatus.All)]
    public string MemberStatus { get; set; } = Members.MemberStatus.Pending;

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ParameterSetName == ImageSet ? ThrottleLimit : 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ListSet:
                Start(null, (output, cancellationToken) => WriteAsync(
                    new ImageClient(Connected, output).ListAsync(new ImageQuery { Visibility = Visibility, Status = Status }, cancellationToken), output));
                break;
            case SharedWithMeSet:
                Start(null, (output, cancellationToken) => WriteAsync(
                    new OfferedImages(Connected, output).ListAsync(MemberStatus.ToLowerInvariant(), ThrottleLimit, cancellationToken), output));
                break;
            default:
                foreach (var reference in Image)
                {
                    Start(reference.Text, async (output, cancellationToken) =>
                        await output.WriteAsync(await new ImageFinder(Connected, output).GetAsync(reference.Text, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false));
                }

                break;
        }
    }

    private static async Task WriteAsync(IAsyncEnumerable<Image> images, Output output)
    {
        await foreach (var image in images.ConfigureAwait(false))
        {
            await output.WriteAsync(image).ConfigureAwait(false);
        }
    }
}
