using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Gets images by ID or name, or lists the images that are visible to the session's project.</summary>
[Cmdlet(VerbsCommon.Get, "OSImage", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Image))]
public sealed class GetOSImageCommand : ImageListCommand
{
    private ImagePaging _paging = new();

    /// <summary>
    /// Specifies one or more images by ID, by name, or as image objects. A name with wildcards lists the images that match it, unless an
    /// image has exactly that name.
    /// </summary>
    [Parameter(
        ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>Indicates that the cmdlet lists the images that other projects share with the session's project.</summary>
    [Parameter(ParameterSetName = SharedWithMeSet, Mandatory = true)]
    public SwitchParameter SharedWithMe { get; set; }

    /// <summary>Specifies the maximum number of images or memberships that are read at the same time. Default: 8.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = SharedWithMeSet)]
    [ValidateRange(1, 256)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ParameterSetName == ImageSet && !IsPaged ? ThrottleLimit : 1;

    private bool IsPaged => PagingParameters.First != ulong.MaxValue || PagingParameters.Skip > 0;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseIf(
            Marker is not null && WithId.Length > 0,
            "-Marker cannot be combined with -WithId, which is not one list.",
            "Omit one of them.");
        _paging = new ImagePaging(PagingParameters.First, PagingParameters.Skip);
        if (PagingParameters.IncludeTotalCount)
        {
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_paging.IsComplete)
        {
            return;
        }

        var current = Snapshot<GetOSImageCommand>();
        switch (ParameterSetName)
        {
            case ListSet:
                var query = Query();
                Start(null, writer => current.Lister(query, writer).WriteAsync());
                break;
            case SharedWithMeSet:
                Start(null, current.WriteSharedAsync);
                break;
            default:
                foreach (var reference in Image)
                {
                    StartFor(reference, writer => current.WriteImageAsync(reference, writer));
                }

                break;
        }
    }

    private ImageLister Lister(ImageQuery query, PipelineWriter writer) => new(writer.Session, query, writer)
    {
        Names = Name,
        Owners = Owner,
        OwnerDomain = OwnerDomain,
        Visibilities = Lower(Visibility),
        MemberStatuses = Lower(MemberStatus),
        RequiresNames = HasOnlyNames,
        Marker = Marker,
        Paging = _paging,
    };

    private async Task WriteSharedAsync(PipelineWriter writer)
    {
        var statuses = MemberStatus.Length == 0 ? [Images.MemberStatus.Pending] : Lower(MemberStatus);
        var images = new SharedWithMe(writer.Session, writer).ListAsync(
            statuses, Hidden, ThrottleLimit, (image, failure) => writer.WriteError(
                ErrorRecords.From(failure, image.Id)), writer.CancellationToken);
        await foreach (var image in images.ConfigureAwait(false))
        {
            await _paging.WriteAsync(image, writer).ConfigureAwait(false);
            if (_paging.IsComplete)
            {
                return;
            }
        }
    }

    private async Task WriteImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var literal = await new ImagePatterns(writer.Session, writer).LiteralAsync(reference, writer.CancellationToken)
            .ConfigureAwait(false);
        if (literal is null)
        {
            var lister = new ImageLister(writer.Session, new ImageQuery(), writer) { Patterns = [reference.Text], Paging = _paging };
            await lister.WriteAsync().ConfigureAwait(false);
            return;
        }

        var image = await new ImageResolver(writer.Session, writer).GetAsync(literal, writer.CancellationToken).ConfigureAwait(false);
        await _paging.WriteAsync(image, writer).ConfigureAwait(false);
    }
}
