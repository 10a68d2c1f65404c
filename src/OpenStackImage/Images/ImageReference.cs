namespace OpenStackImage;

/// <summary>What -Image takes: an ID, a name, or an image. PowerShell makes it from any of them.</summary>
public sealed class ImageReference
{
    /// <summary>An image by its ID or its name.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public ImageReference(string idOrName)
    {
        Text = string.IsNullOrWhiteSpace(idOrName)
            ? throw new ArgumentException("An image is named by its ID or its name; this text is empty.", nameof(idOrName))
            : idOrName;
    }

    /// <summary>An image by its ID.</summary>
    public ImageReference(Guid id) => Text = id.ToString("D", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An image that is at hand already.</summary>
    public ImageReference(Image image)
    {
        Image = image ?? throw new ArgumentNullException(nameof(image));
        Text = image.Id;
    }

    /// <summary>The ID or the name.</summary>
    public string Text { get; }

    /// <summary>The image, where one was given.</summary>
    public Image? Image { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
