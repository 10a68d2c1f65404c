namespace OpenStackImage.Http;

/// <summary>An image or a project by its ID, and by its name if a request has shown it.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name; null if it is not known.</param>
internal sealed record ResourceName(string Id, string? Name)
{
    /// <summary>Returns the text for messages: the name with the ID, or the ID alone.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Id : $"'{Name}' ({Id})";
}
