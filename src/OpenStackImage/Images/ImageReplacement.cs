using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// The replacement of an image with a new image, which inherits its settings and its members. The new image is hidden until it is complete.
/// Then it becomes visible, and the old image is hidden.
/// </summary>
internal sealed class ImageReplacement
{
    private readonly OpenStackSession _session;
    private readonly PipelineWriter _writer;

    private ImageReplacement(OpenStackSession session, IReadOnlyList<Image> old, PipelineWriter writer)
    {
        (_session, AllOld, _writer) = (session, old, writer);
        Members = new ReplacedMembers(session, writer);
    }

    /// <summary>The image that is replaced.</summary>
    public Image Old => AllOld[0];

    /// <summary>The old image in messages.</summary>
    public ResourceName OldName => Old.ResourceName;

    /// <summary>
    /// The images that are replaced, the oldest first. There are several images with one name if an earlier run could not hide the old
    /// image.
    /// </summary>
    public IReadOnlyList<Image> AllOld { get; private init; }

    /// <summary>The old images that are hidden now.</summary>
    public List<Image> Hidden { get; } = [];

    /// <summary>The members of the old images, each project once.</summary>
    public ReplacedMembers Members { get; }

    /// <summary>True if the new image has the settings of the old one unless others are specified.</summary>
    public bool InheritsSettings { get; private init; } = true;

    /// <summary>True if a repeated command finds the new image by its data. Otherwise, it would create another image.</summary>
    public bool IsRepeatable { get; set; } = true;

    /// <summary>
    /// The error if several old images have the name, which only an image from an earlier run can resolve; null for one image.
    /// </summary>
    public AmbiguousNameException? Ambiguity { get; private init; }

    /// <summary>
    /// The IDs of other images with the name of the new image that were visible before, and remain visible. An old image that was found by
    /// its name was the only visible one.
    /// </summary>
    public IReadOnlyCollection<string> Known { get; private set; } = [];

    /// <summary>The name by which the old image was found; null if it was found by its ID.</summary>
    private string? FoundByName { get; init; }

    /// <summary>Records the images with the name of the new image that were visible before.</summary>
    public void SetKnown(IReadOnlyList<Image> visible) => Known =
    [
        .. visible.Where(image => image.Name != FoundByName && AllOld.All(old => old.Id != image.Id)).Select(image => image.Id),
    ];

    /// <summary>Reads the old image and its members.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reference">The old image as the user specified it.</param>
    /// <param name="inheritsSettings">True if the new image has the settings of the old one unless others are specified.</param>
    /// <param name="writer">Writes errors and warnings.</param>
    /// <exception cref="NameNotFoundException">There is no such image.</exception>
    public static async Task<ImageReplacement> ReadAsync(
        OpenStackSession session, ImageReference reference, bool inheritsSettings, PipelineWriter writer)
    {
        ImageReplacement replacement;
        try
        {
            var old = await new ImageResolver(session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
            replacement = new ImageReplacement(session, [old], writer)
            {
                InheritsSettings = inheritsSettings,
                FoundByName = old.Id != reference.Text && old.Name == reference.Text ? old.Name : null,
            };
        }
        catch (AmbiguousNameException ambiguity)
        {
            var listed = await new ReplacementCandidates(session, writer)
                .ListAsync(reference.Text, owner: null, isHidden: false, writer.CancellationToken).ConfigureAwait(false);
            var mine = listed.Where(image => image.OwnerId == session.ProjectId).ToArray();
            var candidates = mine.Length > 0 ? mine : listed;
            if (candidates.Count == 0 || candidates.Any(image => image.OwnerId != candidates[0].OwnerId))
            {
                throw;
            }

            // A concurrent run may have hidden the other images since.
            replacement = new ImageReplacement(session, candidates, writer)
            {
                Ambiguity = candidates.Count > 1 ? ambiguity : null,
                InheritsSettings = inheritsSettings,
                FoundByName = reference.Text,
            };
        }

        await replacement.Members.ReadAsync(replacement.AllOld).ConfigureAwait(false);
        return replacement;
    }

    /// <summary>Returns the replacement of all old images but one, which an earlier run has created to replace them.</summary>
    public async Task<ImageReplacement> WithoutAsync(Image created)
    {
        var others = AllOld.Where(old => old.Id != created.Id).ToArray();
        if (others.Length == AllOld.Count)
        {
            return this;
        }

        if (others.Length == 0)
        {
            // Nothing is replaced.
            return Of([]);
        }

        var replacement = Of(others);
        await replacement.Members.ReadAsync(replacement.AllOld).ConfigureAwait(false);
        return replacement;
    }

    /// <summary>Returns the settings of the new image: the specified ones, and those of an old image for the others.</summary>
    public ImageSettings Inherit(ImageSettings settings, Image? from = null)
    {
        var old = from ?? Old;
        if (!InheritsSettings)
        {
            return settings;
        }

        var properties = PropertyScope.ForNewData(old);
        foreach (var property in settings.Properties)
        {
            properties[property.Key] = property.Value;
        }

        return settings with
        {
            Name = settings.Name ?? old.Name,
            Visibility = settings.Visibility ?? old.Visibility,
            OwnerId = settings.OwnerId ?? (old.OwnerId == _session.ProjectId ? null : old.OwnerId),
            ContainerFormat = settings.ContainerFormat ?? old.ContainerFormat,
            MinDisk = settings.MinDisk ?? old.MinDisk,
            MinRam = settings.MinRam ?? old.MinRam,
            IsProtected = settings.IsProtected ?? old.IsProtected,
            Tags = settings.Tags ?? old.Tags,
            Properties = properties,
        };
    }

    /// <summary>Returns the steps after the creation of the new image, for the confirmation.</summary>
    /// <param name="rotation">The actions on the old images.</param>
    public IEnumerable<string> Steps(RotationOptions rotation) => Members.Steps()
        .Concat(AllOld.Where(old => !old.IsHidden || AllOld.Count == 1).Select(old => StepOf(old, rotation.ChangesOf(old))));

    /// <summary>Returns the sentence that says how to complete the replacement by a new image that exists.</summary>
    /// <param name="image">The new image.</param>
    /// <param name="failure">The error of the old image; null if there is none.</param>
    public string HowToComplete(Image image, OpenStackException? failure = null)
    {
        var show = $"Set-OSImage {image.Id} -Hidden $false";
        var hide = $"Set-OSImage {string.Join(", ", AllOld.Select(old => old.Id))} -Hidden $true";
        var steps = image.IsHidden ? $"{show} and {hide}" : hide;
        return failure is AccessDeniedException
                ? $"The project that owns image {OldName}, or an admin, can use {hide}."
                    + (image.IsHidden ? $" Then use {show}." : "")
            : IsRepeatable ? $"Run the command again to complete the replacement, or use {steps}."
            : $"To complete the replacement, use {steps}.";
    }

    /// <summary>Adds the replaced images and the member statuses that could not be copied.</summary>
    public void Report(ImageRotation result)
    {
        foreach (var old in Hidden)
        {
            result.AddReplaced(old);
        }

        Members.Report(result);
    }

    private ImageReplacement Of(IReadOnlyList<Image> old) => new(_session, old, _writer)
    {
        InheritsSettings = InheritsSettings,
        IsRepeatable = IsRepeatable,
        FoundByName = FoundByName,
        Known = Known,
    };

    private static string StepOf(Image old, IReadOnlyList<ImageChange> changes)
        => $"hide image {old.ResourceName}, which it replaces" + (changes.Count == 0 ? "" : $" ({string.Join(", ", changes)})");
}
