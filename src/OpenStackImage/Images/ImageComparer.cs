using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.ImageData;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Compares an image with the image of the same name in another cloud, for Compare-OSImage.</summary>
/// <param name="source">The image.</param>
/// <param name="members">The members of the image, with their names; null if members are not compared.</param>
/// <param name="options">The settings of a copy.</param>
/// <param name="writer">The writer in the session of the other cloud.</param>
internal sealed class ImageComparer(Image source, IReadOnlyList<ImageMember>? members, CopyOptions options, PipelineWriter writer)
{
    private readonly OpenStackSession _session = writer.Session;

    /// <summary>Returns the differences; none if the images are the same.</summary>
    /// <exception cref="AmbiguousNameException"> Several images of the other cloud have the name, and none of them has the same
    /// data.</exception>
    public async Task<(Image? Other, IReadOnlyList<ImageDifference> Differences)> CompareAsync()
    {
        var present = await new ReplacementCandidates(_session, writer)
            .ListCopiesAsync(source, writer.CancellationToken).ConfigureAwait(false);
        if (present.Count == 0)
        {
            return (null, [Difference(null, "image", source.Id, null)]);
        }

        var same = present.Where(image => ImageComparison.CompareData(source, image) == DataComparison.Same).ToArray();
        var other = same.Length == 1 ? same[0] : present.Count == 1 ? present[0] : throw Ambiguous(present);
        var differences = new List<ImageDifference>();
        if (same.Length == 0)
        {
            WarnIfIncomplete(source);
            WarnIfIncomplete(other);
            WarnIfNotComparable(other);
            differences.Add(Difference(other, "data", DataOf(source), DataOf(other)));
        }

        if (source.Status != other.Status)
        {
            differences.Add(Difference(other, ImageFields.Status, source.Status, other.Status));
        }

        differences.AddRange(ImageChange.Make(other, options.SettingsOf(source))
            .Select(change => Difference(other, change.Field, change.New?.ToString(), change.Old?.ToString())));
        differences.AddRange(PropertyScope.ForOtherCloud(other)
            .Where(property => !source.Properties.ContainsKey(property.Key))
            .Select(property => Difference(other, property.Key, null, property.Value)));
        if (members is not null)
        {
            differences.AddRange(await CompareMembersAsync(other).ConfigureAwait(false));
        }

        return (other, differences);
    }

    /// <summary>Returns the row of an image without differences.</summary>
    public ImageDifference Equal(Image other) => Difference(other, null, null, null);

    private async Task<IEnumerable<ImageDifference>> CompareMembersAsync(Image other)
    {
        var mapping = new MemberMapping(source.Session!, _session, options.ProjectMap, writer);
        var wanted = await mapping.MapAllAsync(members!, writer).ConfigureAwait(false);
        var present = await MemberMapping.ReadAsync(other, _session, writer, writer.CancellationToken).ConfigureAwait(false);
        var (changes, extra) = MemberDifferences.Make(wanted, present);
        var names = wanted.Concat(present).GroupBy(member => member.MemberName).ToDictionary(
            same => same.Key ?? "", same => same.Select(member => member.MemberId).Distinct(StringComparer.Ordinal).Count());
        return changes.Select(change => Difference(other, NameOf(change.Member), change.Member.Status, change.PresentStatus))
            .Concat(extra.Select(member => Difference(other, NameOf(member), null, member.Status)));

        // Projects of several domains may have one name.
        string NameOf(ImageMember member) => member.MemberName is not { } name ? $"member {member.MemberId}"
            : names[name] > 1 && member.MemberDomain is { } domain ? $"member {name} ({domain})"
            : $"member {name}";
    }

    private static string? DataOf(Image image)
        => !ImageComparison.HasData(image) ? null : DataHash.Of(image)?.ToString() ?? ByteSize.Text(image.Size);

    private void WarnIfIncomplete(Image image)
    {
        if (ImageStatus.IsIncomplete(image.Status))
        {
            writer.WriteWarning(
                $"Image {image.ResourceName} of cloud '{image.Session?.Cloud ?? _session.Cloud}' has no data yet (status "
                    + $"'{image.Status}'): another command may be sending it. Compare the images again when it is active.");
        }
    }

    private void WarnIfNotComparable(Image other)
    {
        if (ImageComparison.CompareData(source, other) == DataComparison.NotComparable)
        {
            writer.WriteWarning(
                $"The data of image {other.ResourceName} of cloud '{_session.Cloud}' may be the same: it has the same size, and no hash "
                    + "that can be compared.");
        }
    }

    private ImageDifference Difference(Image? other, string? property, string? value, string? otherValue) => new()
    {
        ImageName = source.Name ?? "",
        ImageId = source.Id,
        DestinationCloud = _session.Cloud,
        DestinationId = other?.Id,
        Property = property,
        Value = value,
        DestinationValue = otherValue,
        Session = source.Session,
    };

    private AmbiguousNameException Ambiguous(IReadOnlyList<Image> present) => new(
        ErrorIds.AmbiguousImageName,
        $"{present.Count} images of cloud '{_session.Cloud}' are named '{source.Name}'.",
        "Hide or rename all but one of them",
        present.Select(image => ImageComparison.HasData(image) ? image.Id : $"{image.Id} (status '{image.Status}')"));
}
