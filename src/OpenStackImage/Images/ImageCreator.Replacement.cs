using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <content>The replacement of another image.</content>
internal sealed partial class ImageCreator
{
    private VersionPruning Pruning => field ??= new VersionPruning(session, Rotation, writer, warn);

    private async Task<ImageReplacement?> ReadReplacementAsync() => Replaces is null
        ? null
        : await ImageReplacement.ReadAsync(session, Replaces, InheritsSettings, writer).ConfigureAwait(false);

    /// <summary>Returns the image that an earlier run of the same command has created; null if there is none.</summary>
    /// <exception cref="AmbiguousNameException">There is none, and several old images have the name.</exception>
    private async Task<Image?> FindCreatedEarlierAsync(ImageReplacement? replacement, ImageSettings wanted, UploadData? data)
    {
        if (replacement is null)
        {
            return null;
        }

        var candidates = new ReplacementCandidates(session, writer) { Id = Id };
        if (data is null)
        {
            if (replacement.Ambiguity is { } ambiguity)
            {
                throw ambiguity;
            }

            replacement.IsRepeatable = false;
            await candidates.ReadKnownAsync(replacement, wanted, writer.CancellationToken).ConfigureAwait(false);
            return null;
        }

        return await candidates.FindAsync(replacement, wanted, data, writer.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the steps after the creation of the image, for the confirmation.</summary>
    private async Task<IEnumerable<string>> ReplacementStepsAsync(string? name, ImageReplacement? replacement) => replacement is null
        ? []
        : replacement.Steps(Rotation).Concat(await Pruning.StepsAsync(name, replacement.AllOld).ConfigureAwait(false));

    /// <summary>Completes the replacement by an image that an earlier command has created.</summary>
    private async Task<Image?> CompleteReplacementAsync(Image created, ImageReplacement replacement, ImageSettings settings)
    {
        replacement = await replacement.WithoutAsync(created).ConfigureAwait(false);
        var completed = await CreateRunner(settings, remove: null).CompleteAsync(created, replacement).ConfigureAwait(false);
        return await FinishAsync(completed, replacement, isConfirmed: IsConfirmed).ConfigureAwait(false);
    }

    /// <summary>Replaces the old image with a new image that has its data.</summary>
    private async Task<Image?> ReplaceAsync(Image image, ImageReplacement replacement, ImageSettings settings)
    {
        var runner = CreateRunner(settings, remove: () => _incomplete.RemoveAsync(image.Id));
        var replaced = await runner.RunAsync(image, replacement).ConfigureAwait(false);
        return await FinishAsync(replaced, replacement, isConfirmed: true).ConfigureAwait(false);
    }

    /// <param name="settings">The settings of the new image.</param>
    /// <param name="remove">Removes the image if this command has created it; null for one of an earlier command.</param>
    private ReplacementRunner CreateRunner(ImageSettings settings, Func<Task>? remove) => new(session, writer, warn)
    {
        Settings = settings,
        IsConfirmed = IsConfirmed,
        Rotation = Rotation,
        Remove = remove,
        MayYield = Id is null,
        Protect = (image, token) => ProtectAsync(image, settings, token),
    };

    /// <summary>Deletes the earlier versions that are not kept, once the new image is in use.</summary>
    private async Task<Image?> FinishAsync(Image? image, ImageReplacement replacement, bool isConfirmed)
    {
        replacement.Report(Result);
        if (image is { IsHidden: false })
        {
            await Pruning.FinishAsync(image, isConfirmed, Result).ConfigureAwait(false);
        }

        return image;
    }
}
