using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Projects;

namespace OpenStackImage.Images;

/// <summary>Changes images: sends exactly what is not so yet, and nothing where all of it is.</summary>
[Cmdlet(VerbsCommon.Set, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class SetOSImageCommand : ImageCommand
{
    private readonly ConcurrentDictionary<OpenStackSession, ProjectResolver> _projects = new();

    /// <summary>A new name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Name { get; set; }

    /// <summary>Who may see them. The members of an image that is no longer shared have it no more.</summary>
    [Parameter]
    [ValidateSet(ImageVisibility.Public, ImageVisibility.Private, ImageVisibility.Shared, ImageVisibility.Community)]
    public string? Visibility { get; set; }

    /// <summary>Whether they are protected against deletion.</summary>
    [Parameter]
    public bool? Protected { get; set; }

    /// <summary>Whether lists that do not ask for hidden images leave them out.</summary>
    [Parameter]
    public bool? Hidden { get; set; }

    /// <summary>The project that owns them, by ID or name. Only admins may give images away.</summary>
    [Parameter]
    [Alias("OwnerId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string? Owner { get; set; }

    /// <summary>The domain of an owner that is given by name: its name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? OwnerDomain { get; set; }

    /// <summary>The least disk that a server needs, in GiB.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MinDisk { get; set; }

    /// <summary>The least memory that a server needs, in MiB.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? MinRam { get; set; }

    /// <summary>The disk format; it can be changed only as long as the image has no data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DiskFormatCompleter))]
    public string? DiskFormat { get; set; }

    /// <summary>The container format; it can be changed only as long as the image has no data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerFormatCompleter))]
    public string? ContainerFormat { get; set; }

    /// <summary>Exactly these tags; @() takes all away.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Tags to add to those that are there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] AddTag { get; set; } = [];

    /// <summary>Tags to take away; one that is not there is no error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageTagCompleter))]
    public string[] RemoveTag { get; set; } = [];

    /// <summary>Properties to set: a hashtable, or name=value, of which the well-known names complete with Tab. Others stay.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyCompleter))]
    public ImageProperties[] Property { get; set; } = [];

    /// <summary>Properties to take away; one that is not there is no error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImagePropertyNameCompleter))]
    public string[] RemoveProperty { get; set; } = [];

    /// <summary>Write the images as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ProjectResolver Projects => _projects.GetOrAdd(
        CurrentSession, session => new ProjectResolver(session, OwnerDomain, requiresExisting: true, Observer));

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var settings = Settings();
        var owner = Owner is null ? null : await Projects.ResolveAsync(Owner, writer.CancellationToken).ConfigureAwait(false);
        var image = await new ImageResolver(CurrentSession, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        var changed = await new ImageUpdater(CurrentSession, writer).MakeAsync(image, settings with { OwnerId = owner?.Id }).ConfigureAwait(false);
        if (PassThru && changed is not null)
        {
            await writer.WriteAsync(changed).ConfigureAwait(false);
        }
    }

    private ImageSettings Settings() => new()
    {
        Name = Name,
        Visibility = Visibility?.ToLowerInvariant(),
        DiskFormat = DiskFormat,
        ContainerFormat = ContainerFormat,
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
