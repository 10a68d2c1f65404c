using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Creates the record of a new image, without data.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes warnings and errors.</param>
/// <param name="incomplete">Removes the image if the command is stopped meanwhile.</param>
internal sealed class ImageRegistration(OpenStackSession session, PipelineWriter writer, IncompleteImage incomplete)
{
    /// <summary>The pause between two GET requests for an image that may be created.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ImageClient _images = new(session, writer);

    /// <summary>The ID that the user chose; null for a random one.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Creates the image without data. Ctrl+C does not cancel the request, because the service could create the image anyway. The image is
    /// removed after the response.
    /// </summary>
    public async Task<Image> CreateAsync(ImageSettings settings)
    {
        if (Id is not null && await _images.FindAsync(Id, writer.CancellationToken).ConfigureAwait(false) is { } present)
        {
            throw ImageErrorExplainer.Exists(present);
        }

        if (session.IsClosed)
        {
            throw new SessionClosedException();
        }

        var imageId = Id ?? OpenStackId.NewImageId(session.Clock.GetUtcNow());
        using var limit = new CancellationTokenSource();
        writer.CancellationToken.ThrowIfCancellationRequested();
        var creation = _images.CreateAsync(settings, imageId, isRandom: Id is null, limit.Token);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = writer.CancellationToken.Register(() => stopped.TrySetResult(true));
        var first = await Task.WhenAny(creation, stopped.Task).ConfigureAwait(false);
        if (first == creation)
        {
            return await CompleteAsync(creation, imageId).ConfigureAwait(false);
        }

        await RemoveAfterStopAsync(creation, imageId, limit).ConfigureAwait(false);
        throw new OperationCanceledException(writer.CancellationToken);
    }

    /// <summary>
    /// Returns the image. After a success that cannot be read, the image may exist: an image with a random ID is removed. An image with an
    /// ID of the user may belong to another client. If the session is closed, no image can be removed.
    /// </summary>
    private async Task<Image> CompleteAsync(Task<Image> creation, string imageId)
    {
        try
        {
            return await creation.ConfigureAwait(false);
        }
        catch (UnexpectedResponseException) when (Id is null)
        {
            await incomplete.RemoveAsync(imageId).ConfigureAwait(false);
            throw;
        }
        catch (OpenStackException failure) when (failure is UnexpectedResponseException or SessionClosedException)
        {
            writer.WriteWarning($"Image {imageId} may have been created. Check it with Get-OSImage {imageId}.");
            throw;
        }
    }

    /// <summary>
    /// Removes the image that the service has created or is still creating. An image with a random ID is removed as soon as a GET finds it,
    /// because the response to the POST may never arrive.
    /// </summary>
    private async Task RemoveAfterStopAsync(Task<Image> creation, string imageId, CancellationTokenSource limit)
    {
        incomplete.Announce($"Stopped while image {imageId} was created. It is removed when the service has created it.");
        limit.CancelAfter(IncompleteImage.CleanUpTime);
        var ended = Id is null ? await WaitForFirstAsync(creation, imageId, limit.Token).ConfigureAwait(false) : creation;
        try
        {
            await ended.ConfigureAwait(false);
            creation.IgnoreFailure();
            await incomplete.RemoveAsync(imageId).ConfigureAwait(false);
        }
        catch (OpenStackException refusal) when (refusal is not OutcomeUnknownException && ended == creation)
        {
            // Nothing was created.
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            creation.IgnoreFailure();
            await RemoveUnknownAsync(imageId).ConfigureAwait(false);
        }

        await incomplete.Messages.EndAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Removes an image whose creation had no response. An image with an ID of the user that has data is not the new image.
    /// </summary>
    private async Task RemoveUnknownAsync(string imageId)
    {
        if (Id is not null && await incomplete.HasDataAsync(imageId).ConfigureAwait(false))
        {
            incomplete.Messages.Show($"Image {imageId} was not removed, because it has data. Check it with Get-OSImage {imageId}.");
        }
        else if (!await incomplete.RemoveAsync(imageId).ConfigureAwait(false))
        {
            incomplete.Messages.Show(
                $"There was no response to the creation of image {imageId}. It does not exist, but may still be created. Check it with "
                    + $"Get-OSImage {imageId}.");
        }
    }

    /// <summary>Waits until the POST completes or a GET finds the image, and returns the first result.</summary>
    private async Task<Task> WaitForFirstAsync(Task creation, string imageId, CancellationToken cancellationToken)
    {
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var presence = WaitUntilPresentAsync(imageId, polling.Token);
        presence.IgnoreFailure();
        var first = await Task.WhenAny(creation, presence).ConfigureAwait(false);
        polling.Cancel();
        return first;
    }

    private async Task WaitUntilPresentAsync(string imageId, CancellationToken cancellationToken)
    {
        var images = new ImageClient(session, null);
        while (await images.FindAsync(imageId, cancellationToken).ConfigureAwait(false) is null)
        {
            await session.Clock.PauseAsync(Pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
