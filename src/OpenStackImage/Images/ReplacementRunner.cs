using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Completes New-OSImage -Replaces, once the new image has its data.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes questions, warnings and errors.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class ReplacementRunner(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    /// <summary>The settings of the new image.</summary>
    public ImageSettings Settings { get; init; } = new();

    /// <summary>True if the user has confirmed the whole operation.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The actions on the replaced images.</summary>
    public RotationOptions Rotation { get; init; } = new();

    /// <summary>Removes the new image if this command has created it; null if an earlier command has created it.</summary>
    public Func<Task>? Remove { get; init; }

    /// <summary>True if an equal image of a concurrent run may be kept instead of the new one.</summary>
    public bool MayYield { get; init; }

    /// <summary>Protects the new image, as the last step.</summary>
    public Func<Image, CancellationToken, Task<Image>>? Protect { get; init; }

    /// <summary>Completes the replacement that an earlier run has started. A complete replacement is not changed.</summary>
    /// <param name="present">The image that the earlier run has created.</param>
    /// <param name="replacement">The images that it replaces.</param>
    /// <returns>The image; null if it was deleted meanwhile.</returns>
    public async Task<Image?> CompleteAsync(Image present, ImageReplacement replacement)
    {
        var name = present.ResourceName;
        if (await IsCompleteAsync(present, replacement).ConfigureAwait(false))
        {
            writer.WriteVerbose($"Image {name} already has this data and these settings; nothing was sent.");
            return present;
        }

        var steps = string.Join("; ", replacement.Steps(Rotation));
        var isConfirmed = IsConfirmed || await writer.ConfirmAsync($"Complete image {name}, which an earlier command has created: {steps}")
            .ConfigureAwait(false);
        return isConfirmed ? await RunAsync(present, replacement).ConfigureAwait(false) : present;
    }

    /// <summary>
    /// Shares the new image like the old one, and replaces the old one. Until the old image is hidden, Ctrl+C removes a new image of this
    /// command. Afterwards, and for a visible image of an earlier command, the replacement is completed.
    /// </summary>
    /// <returns>The image that is in use; null if the new image was deleted meanwhile.</returns>
    public async Task<Image?> RunAsync(Image image, ImageReplacement replacement)
    {
        try
        {
            return await ReplaceAsync(image, replacement).ConfigureAwait(false);
        }
        catch (NotFoundException missing) when (missing.IsAboutImage)
        {
            writer.WriteError(ErrorRecords.From(missing, image));
            var state = replacement.Hidden.LastOrDefault() is { } hidden
                ? $"Image {hidden.ResourceName} is hidden. To put it in use again, use Set-OSImage {hidden.Id} -Hidden $false."
                : $"Image {replacement.OldName} stays in use. Run the command again.";
            writer.WriteWarning($"The new image {image.Id} was deleted meanwhile. {state}");
            return null;
        }
    }

    private async Task<Image> ReplaceAsync(Image image, ImageReplacement replacement)
    {
        var swap = new ImageSwap(session, writer) { MayYield = MayYield && Remove is not null, Rotation = Rotation };
        IReadOnlyList<Image> older;
        try
        {
            if (!await replacement.Members.CopyAsync(image, replacement.Old, replacement.HowToComplete(image))
                .ConfigureAwait(false))
            {
                return image;
            }

            if (Remove is null)
            {
                writer.CancellationToken.ThrowIfCancellationRequested();
                return await FinishAsync(image, replacement, token => ShowAndHideAsync(swap, image, replacement, token))
                    .ConfigureAwait(false);
            }

            (image, var found) = await swap.ShowAsync(image, Settings, replacement, writer.CancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                return image;
            }

            older = found;
            writer.CancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (Remove is not null)
        {
            await Remove().ConfigureAwait(false);
            throw;
        }

        return await FinishAsync(image, replacement, token => HideAsync(swap, image, replacement, older, token)).ConfigureAwait(false);
    }

    private async Task<Image> ShowAndHideAsync(ImageSwap swap, Image image, ImageReplacement replacement, CancellationToken token)
    {
        var (shown, older) = await swap.ShowAsync(image, Settings, replacement, token).ConfigureAwait(false);
        return older is null ? shown : await HideAsync(swap, shown, replacement, older, token).ConfigureAwait(false);
    }

    /// <summary>Hides the old image and protects the new one.</summary>
    private async Task<Image> HideAsync(
        ImageSwap swap, Image image, ImageReplacement replacement, IReadOnlyList<Image> older, CancellationToken token)
    {
        var shown = await swap.HideOldAsync(image, replacement, older, token).ConfigureAwait(false);
        return Protect is null ? shown : await Protect(shown, token).ConfigureAwait(false);
    }

    /// <summary>Runs the last steps. Ctrl+C does not interrupt them, for a limited time.</summary>
    private async Task<Image> FinishAsync(Image image, ImageReplacement replacement, Func<CancellationToken, Task<Image>> steps)
    {
        using var limit = new FinishLimit(
            $"Stopped. Image {image.Id} replaces image {replacement.OldName}; this is being completed.",
            warn,
            writer.CancellationToken);
        try
        {
            return await limit.RunAsync(steps).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            warn(
                $"Stopped while image {replacement.OldName} was hidden, which image {image.Id} replaces. "
                    + replacement.HowToComplete(image));
            throw;
        }
    }

    private async Task<bool> IsCompleteAsync(Image present, ImageReplacement replacement)
    {
        if (replacement.AllOld.Count == 0)
        {
            return true;
        }

        if (!replacement.AllOld.All(old => old.IsHidden)
            || (present.IsHidden && Settings.IsHidden != true)
            || (Settings.IsProtected == true && !present.IsProtected))
        {
            return false;
        }

        if (replacement.Members.All.Count == 0)
        {
            return true;
        }

        var members = await new MemberClient(session, writer)
            .ListAsync(new ResourceName(present.Id, null), writer.CancellationToken).ConfigureAwait(false);
        var ids = members.Select(member => member.MemberId).ToArray();
        return replacement.Members.All.All(member => ids.Contains(member.MemberId, StringComparer.Ordinal));
    }
}
