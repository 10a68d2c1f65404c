using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>Creates an image for New-OSImage: with or without data, as a replacement of another image or not.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes questions, warnings and errors.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class ImageCreator(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    private readonly ImageClient _images = new(session, writer);

    /// <summary>The ID that the user chose; null for a random one.</summary>
    public string? Id { get; init; }

    /// <summary>The image to replace; null for none.</summary>
    public ImageReference? Replaces { get; init; }

    /// <summary>True to accept data of another disk format than the specified one.</summary>
    public bool SkipsFormatCheck { get; init; }

    /// <summary>
    /// Asks once for everything, and creates the image. An image whose upload fails is removed, and the replaced image stays as it is. A
    /// failure after the upload is one error; the new image is still returned.
    /// </summary>
    /// <returns>The new image; null if the user declined.</returns>
    public async Task<Image?> CreateAsync(ImageSettings settings, UploadSource? source)
    {
        var replacement = Replaces is null ? null : await ImageReplacement.ReadAsync(session, Replaces, writer).ConfigureAwait(false);
        settings = replacement?.Inherit(settings) ?? settings;
        settings = settings with { ContainerFormat = settings.ContainerFormat ?? ImageFormats.Bare };
        using var progress = new TransferProgress(writer, $"Sending the data of image '{settings.Name}'", source?.Length);
        using var data = source?.Open(progress);
        var uploader = new ImageUploader(session, writer) { SkipsFormatCheck = SkipsFormatCheck };
        if (data is not null)
        {
            await data.CheckExpectedAsync(writer.CancellationToken).ConfigureAwait(false);
            var format = await uploader.DetectFormatAsync(data, settings.DiskFormat, settings.ContainerFormat, source!.Description)
                .ConfigureAwait(false);
            settings = settings with { DiskFormat = format };
        }

        if (replacement is not null && data is not null && await replacement.IsUpToDateAsync(settings, data).ConfigureAwait(false))
        {
            writer.WriteVerbose($"Image {replacement.OldName} already has this data and these settings; nothing was sent.");
            return replacement.Old;
        }

        if (!await writer.ConfirmAsync(Plan(settings, source, replacement)).ConfigureAwait(false))
        {
            return null;
        }

        // A protected image could not be removed if its upload fails: the protection comes last.
        var image = await RegisterAsync(settings with { IsProtected = null }).ConfigureAwait(false);
        if (data is not null)
        {
            image = await UploadAsync(image, uploader, data).ConfigureAwait(false);
        }

        return await CompleteAsync(image, settings, replacement).ConfigureAwait(false);
    }

    private static string Plan(ImageSettings settings, UploadSource? source, ImageReplacement? replacement)
    {
        var changes = ImageChange.Make(settings with { Name = null });
        var plan = new List<string> { $"Create image '{settings.Name}' ({string.Join(", ", changes)})" };
        if (source is not null)
        {
            plan.Add($"send {source.Description} as its data");
        }

        plan.AddRange(replacement?.Steps() ?? []);
        return string.Join("; ", plan);
    }

    /// <summary>
    /// Creates the image without data. The request is not cancelled by Ctrl+C, because the service could create the image although nobody
    /// waits for it: the image is removed after the response.
    /// </summary>
    private async Task<Image> RegisterAsync(ImageSettings settings)
    {
        if (Id is not null && await _images.FindAsync(Id, writer.CancellationToken).ConfigureAwait(false) is { } present)
        {
            throw ImageErrorExplainer.Exists(present);
        }

        var imageId = Id ?? Guid.NewGuid().ToString("D");
        using var limit = new CancellationTokenSource();
        writer.CancellationToken.ThrowIfCancellationRequested();
        var creation = _images.CreateAsync(settings, imageId, isRandom: Id is null, limit.Token);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = writer.CancellationToken.Register(() => stopped.TrySetResult(true));
        var first = await Task.WhenAny(creation, stopped.Task).ConfigureAwait(false);
        if (first == creation)
        {
            return await creation.ConfigureAwait(false);
        }

        await RemoveAfterStopAsync(creation, imageId, limit).ConfigureAwait(false);
        throw new OperationCanceledException(writer.CancellationToken);
    }

    private async Task RemoveAfterStopAsync(Task<Image> creation, string imageId, CancellationTokenSource limit)
    {
        limit.CancelAfter(IncompleteImage.CleanUpTime);
        try
        {
            await creation.ConfigureAwait(false);
        }
        catch (OpenStackException refusal) when (refusal is not OutcomeUnknownException)
        {
            // Nothing was created.
            return;
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            // It may have been created, or may still be.
        }

        await new IncompleteImage(session, writer, warn).RemoveAsync(imageId).ConfigureAwait(false);
    }

    private async Task<Image> UploadAsync(Image image, ImageUploader uploader, UploadData data)
    {
        try
        {
            return await uploader.SendAsync(image, data).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await new IncompleteImage(session, writer, warn).RemoveAsync(image.Id).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Image> CompleteAsync(Image image, ImageSettings settings, ImageReplacement? replacement)
    {
        try
        {
            if (settings.IsProtected == true)
            {
                var changes = ImageChange.Make(image, new ImageSettings { IsProtected = true });
                image = await _images.UpdateAsync(image.Id, changes, writer.CancellationToken).ConfigureAwait(false);
            }
        }
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, image));
            writer.WriteWarning(
                $"Image {new ResourceName(image.Id, image.Name)} was created, but is not protected. Use Set-OSImage -Protected $true.");
        }

        if (replacement is not null)
        {
            await replacement.CompleteAsync(image).ConfigureAwait(false);
        }

        return image;
    }
}
