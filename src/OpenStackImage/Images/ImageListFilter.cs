using System.Management.Automation;

namespace OpenStackImage.Images;

/// <summary>Filters that may have several values or wildcards; Glance applies them only with one value.</summary>
/// <param name="Names">Exact names.</param>
/// <param name="Patterns">Names with wildcards. An image matches if it matches one of them or one of the exact names.</param>
/// <param name="Owners">The IDs of the owners.</param>
/// <param name="Visibilities">Visibilities in lower case.</param>
internal sealed record ImageListFilter(
    HashSet<string> Names, IReadOnlyList<WildcardPattern> Patterns, IReadOnlyList<string?> Owners, IReadOnlyList<string> Visibilities)
{
    /// <summary>True if the server returns images that do not match.</summary>
    public bool IsAppliedHere => Names.Count > 1 || Patterns.Count > 0 || Owners.Count > 1 || Visibilities.Count > 1;

    /// <summary>Adds the filters that the server applies to a query.</summary>
    public ImageQuery AddTo(ImageQuery query) => query with
    {
        Name = Names.Count == 1 && Patterns.Count == 0 ? Names.First() : null,
        Owner = Owners.Count == 1 ? Owners[0] : null,
        Visibility = Visibilities.Count switch { 0 => null, 1 => Visibilities[0], _ => ImageVisibility.All },
    };

    /// <summary>True if an image matches all filters.</summary>
    public bool Matches(Image image) => HasName(image) && IsOwned(image) && IsVisible(image);

    private bool HasName(Image image) => (Names.Count == 0 && Patterns.Count == 0)
        || (image.Name is not null && (Names.Contains(image.Name) || Patterns.Any(pattern => pattern.IsMatch(image.Name))));

    private bool IsOwned(Image image) => Owners.Count == 0 || Owners.Contains(image.OwnerId, StringComparer.OrdinalIgnoreCase);

    private bool IsVisible(Image image) => Visibilities.Count == 0
        || Visibilities.Contains(ImageVisibility.All)
        || Visibilities.Contains(image.Visibility);
}
