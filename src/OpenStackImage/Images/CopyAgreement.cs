using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>
/// Determines, together with concurrent commands that copy the same image to the same project, the one copy that is kept: the copy that was
/// completed first. Each command lists the images after its own upload. If it finds an earlier copy, it removes its own copy.
/// </summary>
/// <param name="source">The image that is copied.</param>
/// <param name="settings">The settings of the copy.</param>
/// <param name="writer">The writer in the session of the destination.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class CopyAgreement(Image source, ImageSettings settings, PipelineWriter writer, Action<string> warn)
{
    /// <summary>How long the command of another copy has to remove it.</summary>
    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(5);

    private readonly OpenStackSession _session = writer.Session;
    private readonly ImageClient _images = new(writer.Session, writer);

    /// <summary>
    /// Returns the earlier copy of a concurrent command, in favor of which the own copy was removed; null if the own copy is kept. If this
    /// cannot be determined, a warning is written.
    /// </summary>
    /// <param name="own">The own copy, with its data and without a protection.</param>
    public async Task<Image?> FindEarlierAsync(Image own)
    {
        try
        {
            var others = await ListOthersAsync(own).ConfigureAwait(false);
            if (others.FirstOrDefault(other => IsEarlier(other, own)) is { } earlier)
            {
                await _images.DeleteAsync(own.Id, writer.CancellationToken).ConfigureAwait(false);
                writer.WriteWarning(
                    $"Another command has copied image {source.ResourceName} to cloud '{_session.Cloud}' at the same time, as image "
                        + $"{earlier.Id}. The copy {own.Id} of this command was removed.");
                return earlier;
            }

            foreach (var other in others)
            {
                await WaitForRemovalAsync(own, other).ConfigureAwait(false);
            }
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException)
        {
            writer.WriteWarning(
                $"It could not be verified that image {own.ResourceName} is the only copy in cloud '{_session.Cloud}': {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            warn(
                $"Stopped after image {source.ResourceName} was copied to cloud '{_session.Cloud}' as image {own.Id}. Another command may "
                    + "copy it, too. Check it with Get-OSImage.");
            throw;
        }

        return null;
    }

    private async Task<IReadOnlyList<Image>> ListOthersAsync(Image own)
    {
        var images = await new ReplacementCandidates(_session, writer)
            .ListAsync(own.Name, own.OwnerId, own.IsHidden, writer.CancellationToken).ConfigureAwait(false);
        return [.. images.Where(image => image.Id != own.Id && IsLike(own, image))];
    }

    private bool IsLike(Image own, Image image)
        => ImageComparison.CompareData(own, image) == DataComparison.Same
            && CopyPlan.ChangesOf(image, settings with { IsProtected = null }).Count == 0;

    /// <summary>
    /// True if an image was completed before another one. Images of the same second are compared by their IDs. If an image was changed
    /// later, the other command may not remove its copy. Then this command writes a warning.
    /// </summary>
    private static bool IsEarlier(Image image, Image other) => image.UpdatedAt != other.UpdatedAt
        ? image.UpdatedAt < other.UpdatedAt
        : string.CompareOrdinal(image.Id, other.Id) < 0;

    private async Task WaitForRemovalAsync(Image own, Image other)
    {
        var wait = new ImageWait { StallLimit = RemovalTime, Pause = _session.Clock.PauseAsync };
        var left = await wait.RunAsync(token => _images.FindAsync(other.Id, token), _ => false, writer.CancellationToken)
            .ConfigureAwait(false);
        if (left is not null)
        {
            writer.WriteWarning(
                $"Another command has copied image {source.ResourceName} to cloud '{_session.Cloud}' at the same time, as image {left.Id}. "
                    + $"Image {own.Id} is a second copy. Remove one of them.");
        }
    }
}
