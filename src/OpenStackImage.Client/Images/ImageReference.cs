using System.Globalization;

namespace OpenStackImage;

/// <summary>An image that is specified by ID, by name, or as an image object.</summary>
public sealed class ImageReference
{
    /// <summary>Creates a reference from an ID or a name.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public ImageReference(string idOrName)
    {
        Text = string.IsNullOrWhiteSpace(idOrName)
            ? throw new ArgumentException("Specify the ID or the name of an image; the text is empty.")
            : idOrName;
    }

    /// <summary>Creates a reference from an ID.</summary>
    public ImageReference(Guid id) => Text = id.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>Creates a reference from an image object.</summary>
    public ImageReference(Image image)
    {
        Image = image ?? throw new ArgumentNullException(nameof(image));
        Text = image.Id;
    }

    /// <summary>Creates a reference to the image of another object, such as a member or a task.</summary>
    internal ImageReference(string imageId, CloudObject source) : this(imageId) => Source = source;

    /// <summary>The ID or the name.</summary>
    public string Text { get; }

    /// <summary>The image object, if one was given.</summary>
    public Image? Image { get; }

    /// <summary>The object that was given in place of the image; null if it was an image, or text.</summary>
    internal CloudObject? Source { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
