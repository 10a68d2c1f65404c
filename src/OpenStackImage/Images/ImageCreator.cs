using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>A new image, with data or without, in place of an old one or not: what New-OSImage does.</summary>
/// <param name="session">Who makes it.</param>
/// <param name="writer">Where questions and warnings go.</param>
internal sealed class ImageCreator(OpenStackSession session, PipelineWriter writer)
{
    /// <summary>How long taking away an image that got no data may take; Ctrl+C waits for it no longer.</summary>
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(10);

    private readonly ImageClient _images = new(session, writer);

    /// <summary>The ID; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>The image whose place the new one takes; null for none.</summary>
    public ImageReference? Replaces { get; init; }

    /// <summary>Whether data of another format than was said is sent, too.</summary>
    public bool SkipsFormatCheck { get; init; }

    /// <summary>Asks once, for all of it, and makes it. An image whose data does not arrive is taken away again, and the old one stays as it is.</summary>
    /// <returns>The new image; null if somebody said no.</returns>
    public async Task<Image?> MakeAsync(ImageSettings settings, UploadSource? offer)
    {
        var succession = Replaces is null ? null : await ImageReplacement.ReadAsync(session, Replaces, writer).ConfigureAwait(false);
        settings = succession?.Inherit(settings) ?? settings;
        using var progress = new TransferProgress(writer, $"Sending the data of image '{settings.Name}'", offer?.Length);
        using var data = offer?.Open(progress);
        var upload = new ImageUploader(session, writer) { SkipsFormatCheck = SkipsFormatCheck };
        settings = settings with { ContainerFormat = settings.ContainerFormat ?? ImageFormats.Bare };
        if (data is not null)
        {
            settings = settings with { DiskFormat = await upload.RecogniseAsync(data, settings.DiskFormat, settings.ContainerFormat, offer!.What).ConfigureAwait(false) };
        }

        var plan = new List<string> { $"Make image '{settings.Name}' ({string.Join(", ", ImageChange.Make(settings with { Name = null }))})" };
        if (offer is not null)
        {
            plan.Add($"send {offer.What} as its data");
        }

        plan.AddRange(succession?.Steps() ?? []);
        if (!await writer.ConfirmAsync(string.Join("; ", plan)).ConfigureAwait(false))
        {
            return null;
        }

        var image = await _images.CreateAsync(settings, Id, writer.CancellationToken).ConfigureAwait(false);
        if (data is not null)
        {
            image = await SendAsync(image, upload, data).ConfigureAwait(false);
        }

        if (succession is not null)
        {
            await succession.CompleteAsync(image).ConfigureAwait(false);
        }

        return image;
    }

    private async Task<Image> SendAsync(Image image, ImageUploader upload, UploadData data)
    {
        try
        {
            return await upload.SendAsync(image.Id, data).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            await TakeAwayAsync(image).ConfigureAwait(false);
            throw;
        }
    }

    private async Task TakeAwayAsync(Image image)
    {
        using var limit = new CancellationTokenSource(CleanUpTime);
        try
        {
            var images = new ImageClient(session, null);
            if (image.IsProtected)
            {
                await images.UpdateAsync(image.Id, ImageChange.Make(image, new ImageSettings { IsProtected = false }), limit.Token).ConfigureAwait(false);
            }

            await images.DeleteAsync(image.Id, limit.Token).ConfigureAwait(false);
            writer.WriteVerbose($"Image {image.Id} got no data and was taken away again.");
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            writer.WriteWarning($"Image {image.Id} got no data, and could not be taken away again: {failure.Message}");
        }
    }
}
