namespace OpenStackImage.Images;

/// <summary>An image that a text led to: its ID, and its name where the way led past it.</summary>
internal sealed record LocatedImage(string Id, string? Name)
{
    /// <summary>As a person would say it: 'name' (id).</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Id : $"'{Name}' ({Id})";
}
