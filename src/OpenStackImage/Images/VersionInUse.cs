namespace OpenStackImage.Images;

/// <summary>The result of making a version of an image visible.</summary>
/// <param name="Own">Its own version.</param>
/// <param name="Newer">The newer version of a concurrent command, which stays visible; null if the own version stays visible.</param>
/// <param name="Older">The visible versions of concurrent commands that the own version replaces.</param>
internal sealed record VersionInUse(Image Own, Image? Newer, IReadOnlyList<Image> Older)
{
    /// <summary>True if the newer version equals the own version.</summary>
    public bool IsEqual { get; init; }

    /// <summary>The image to return: the own one, or an equal one that is in use.</summary>
    public Image Result => IsEqual ? Newer! : Own;
}
