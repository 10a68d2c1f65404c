using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>The way from what -Image was given to the image.</summary>
internal static class ImageUse
{
    /// <summary>Does something with the image that was named; of several of the name, this project's own.</summary>
    public static Task UseAsync(this ImageResolver finder, ImageReference reference, Func<ResourceName, Task> act, CancellationToken cancellationToken)
        => finder.UseAsync(reference, name => finder.FindAsync(name, cancellationToken), act);

    /// <summary>Does something with the image that was named, straight away where it is at hand.</summary>
    /// <param name="finder">Finds it.</param>
    /// <param name="reference">What was given.</param>
    /// <param name="find">Looks a name up.</param>
    /// <param name="act">Gets the image.</param>
    public static async Task UseAsync(this ImageResolver finder, ImageReference reference, Func<string, Task<Image?>> find, Func<ResourceName, Task> act)
    {
        if (reference.Image is { } image)
        {
            await act(new ResourceName(image.Id, image.Name)).ConfigureAwait(false);
            return;
        }

        await finder.UseAsync(reference.Text, find, async located =>
        {
            await act(located).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }
}
