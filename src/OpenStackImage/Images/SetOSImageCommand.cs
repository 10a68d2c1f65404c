using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Members;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>Changes images. Only what differs is sent.</summary>
[Cmdlet(VerbsCommon.Set, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class SetOSImageCommand : ImageChangeCommand
{
    private readonly ConcurrentDictionary<OpenStackSession, ProjectResolver> _projects = new();

    /// <summary>Specifies a new name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the visibility. Members lose access to an image that is no longer shared.</summary>
    [Parameter]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community)]
    public string? Visibility { get; set; }

    /// <summary>Specifies whether the images are protected against deletion.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    [ValidateNotNull]
    [BooleanText]
    public bool? Protected { get; set; }

    /// <summary>Specifies whether the images are hidden: lists contain them only if they ask for hidden images.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    [ValidateNotNull]
    [BooleanText]
    public bool? Hidden { get; set; }

    /// <summary>Specifies the project that owns the images, by ID or name. Requires an admin session.</summary>
    [Parameter]
    [Alias("OwnerId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("OwnerId", "ProjectId", "Id")]
    public string? Owner { get; set; }

    /// <summary>Specifies the domain of an owner that is specified by name, by its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>Specifies the minimum disk of a server of the images, in GiB.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public long? MinDisk { get; set; }

    /// <summary>Specifies the minimum memory of a server of the images, in MiB.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public long? MinRam { get; set; }

    /// <summary>Specifies the disk format. It can be changed only while an image has no data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string? DiskFormat { get; set; }

    /// <summary>Specifies the container format. It can be changed only while an image has no data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string? ContainerFormat { get; set; }

    /// <summary>Specifies all tags; @() removes all.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Specifies tags to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] AddTag { get; set; } = [];

    /// <summary>Specifies tags to remove. A tag that an image does not have is not an error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] RemoveTag { get; set; } = [];

    /// <summary>Specifies properties to set, as a hashtable, as an object, or as name=value. Other properties stay.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    [PropertyObject]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>
    /// Specifies properties to remove. A property that an image does not have is not an error. The fields of every image, such as name,
    /// cannot be removed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyNameCompleter))]
    public string[] RemoveProperty { get; set; } = [];

    private ProjectResolver Projects => _projects.GetOrAdd(
        CurrentSession, session => new ProjectResolver(session, OwnerDomain, requiresExisting: true, Observer));

    private protected override IReadOnlyList<ParameterRequirement> Requirements => [new(nameof(OwnerDomain), nameof(Owner))];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var set = ImageProperties.Merge(Property).Keys;
        RefuseBoth(set.Intersect(RemoveProperty, StringComparer.Ordinal), nameof(Property), nameof(RemoveProperty));
        RefuseBoth(AddTag.Intersect(RemoveTag, StringComparer.Ordinal), nameof(AddTag), nameof(RemoveTag));
        RefuseBoth((Tag ?? []).Intersect(RemoveTag, StringComparer.Ordinal), nameof(Tag), nameof(RemoveTag));
        var field = RemoveProperty.FirstOrDefault(ImageFields.Contains);
        RefuseIf(
            field is not null,
            $"-RemoveProperty cannot remove '{field}', which every image has.",
            "Omit it, or set another value with the parameter of that name.");
    }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var settings = Settings();
        var owner = Owner is null ? null : await Projects.ResolveAsync(Owner, writer.CancellationToken).ConfigureAwait(false);
        await new ImageResolver(writer.Session, writer).ResolveAsync(reference, UpdateAsync, writer.CancellationToken)
            .ConfigureAwait(false);

        async Task UpdateAsync(ResourceName image)
        {
            var changed = await new ImageUpdater(writer.Session, writer).UpdateAsync(image, settings with { OwnerId = owner?.Id })
                .ConfigureAwait(false);
            if (PassThru && changed is not null)
            {
                await writer.WriteAsync(changed).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends the statement if something is both to be set and to be removed.</summary>
    private void RefuseBoth(IEnumerable<string> names, string set, string removed)
    {
        var name = names.FirstOrDefault();
        RefuseIf(
            name is not null, $"-{set} and -{removed} both contain '{name}'.", $"Omit it from one of -{set} and -{removed}.", name);
    }

    private ImageSettings Settings() => new()
    {
        Name = Name,
        Visibility = Visibility?.ToLowerInvariant(),
        DiskFormat = DiskFormat?.ToLowerInvariant(),
        ContainerFormat = ContainerFormat?.ToLowerInvariant(),
        MinDisk = MinDisk,
        MinRam = MinRam,
        IsProtected = Protected,
        IsHidden = Hidden,
        Tags = Tag,
        AddedTags = AddTag,
        RemovedTags = RemoveTag,
        Properties = ImageProperties.Merge(Property),
        RemovedProperties = RemoveProperty,
    };
}
