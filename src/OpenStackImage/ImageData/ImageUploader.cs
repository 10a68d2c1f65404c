using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.ImageData;

/// <summary>Uploads data to images, for Send-OSImageData and New-OSImage.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes progress, warnings and questions.</param>
internal sealed class ImageUploader(OpenStackSession session, PipelineWriter writer)
{
    private readonly ImageClient _images = new(session, writer);
    private readonly ImageDataClient _data = new(session, writer);

    /// <summary>True to only stage the data for an import.</summary>
    public bool IsStaged { get; init; }

    /// <summary>True to accept data whose disk format differs from that of the image.</summary>
    public bool SkipsFormatCheck { get; init; }

    /// <summary>True to send nothing if the image already has the data.</summary>
    public bool SkipsUnchanged { get; init; }

    /// <summary>True once the service has accepted all of the data, so that only its verification is left.</summary>
    public bool HasSent { get; private set; }

    /// <summary>The store for the data; null for the default store of the cloud.</summary>
    public string? Store { get; init; }

    /// <summary>Prompts for confirmation, and uploads the data. An image without formats gets the formats of the data.</summary>
    /// <returns>The image with its data; null if the user declined.</returns>
    public async Task<Image?> ConfirmAndSendAsync(Image image, UploadSource source)
    {
        var name = image.ResourceName;
        using var progress = new TransferProgress(writer, $"{(IsStaged ? "Staging" : "Sending")} the data of image {name}", source.Length);
        using var data = source.Open(progress);
        await RequireStoreAsync().ConfigureAwait(false);
        await data.CheckAsync(writer.CancellationToken).ConfigureAwait(false);
        if (SkipsUnchanged && await HasDataAsync(image, data).ConfigureAwait(false))
        {
            writer.WriteVerbose($"Image {name} already has this data; nothing was sent.");
            return image;
        }

        var format = await DetectFormatAsync(data, image.DiskFormat, image.ContainerFormat, source.Description).ConfigureAwait(false);
        var formats = ImageChange.Make(image, new ImageSettings
        {
            DiskFormat = image.DiskFormat is null ? format : null,
            ContainerFormat = image.ContainerFormat is null ? ImageFormats.Bare : null,
        });
        if (!await ConfirmAsync(image, source, formats).ConfigureAwait(false))
        {
            return null;
        }

        if (formats.Count > 0)
        {
            image = await _images.UpdateAsync(image.Id, formats, writer.CancellationToken).ConfigureAwait(false);
        }

        return await SendAsync(image, data).ConfigureAwait(false);
    }

    /// <summary>Uploads the data without a prompt, and verifies the stored data.</summary>
    public async Task<Image> SendAsync(Image image, UploadData data)
    {
        if (IsStaged)
        {
            await _data.StageAsync(image.Id, data, writer.CancellationToken).ConfigureAwait(false);
            return await _images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
        }

        try
        {
            await _data.UploadAsync(image.Id, data, Store, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException refusal) when (refusal.ErrorId == ErrorIds.WrongImageStatus && data.KnownHashes is not null)
        {
            if (await FindStoredAsync(image, data).ConfigureAwait(false) is not { } stored)
            {
                throw;
            }

            writer.WriteVerbose($"Another command has sent the data of image {image.ResourceName} at the same time.");
            return stored;
        }

        HasSent = true;
        return await VerifyAsync(image, data).ConfigureAwait(false);
    }

    /// <summary>Waits until the cloud has stored the data of an image, and compares it.</summary>
    public async Task<Image> VerifyAsync(Image image, UploadData data)
    {
        var activity = $"Waiting until image {image.ResourceName} is active";
        var verification = new UploadVerification(_images)
        {
            Pause = session.Clock.PauseAsync,
            Waiting = state => writer.WriteProgress(new ProgressRecord(0, activity, state.Status)),
        };
        var uploaded = await verification.RunAsync(image, data, writer.CancellationToken).ConfigureAwait(false);
        if (uploaded.Warning is not null)
        {
            writer.WriteWarning(uploaded.Warning);
        }

        if (Store is not null && uploaded.Image.Stores is { Count: > 0 } stores && !stores.Contains(Store))
        {
            writer.WriteWarning($"The cloud stored image {image.Id} in {string.Join(", ", stores)}, not in {Store}.");
        }

        return uploaded.Image;
    }

    /// <summary>Returns the disk format of data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="specified">The format that was specified; null for none.</param>
    /// <param name="container">The container format; only data with the container format bare can be inspected.</param>
    /// <param name="description">The description of the data in messages.</param>
    /// <exception cref="ImageDataException">The data has another format than the specified one.</exception>
    public async Task<string> DetectFormatAsync(UploadData data, string? specified, string? container, string description)
    {
        var detected = await data.DetectFormatAsync(writer.CancellationToken).ConfigureAwait(false);
        if (specified is not null && !SkipsFormatCheck && container is null or ImageFormats.Bare)
        {
            DiskFormatProbe.Check(specified, detected, description);
        }

        return specified ?? detected;
    }

    /// <summary>
    /// Two commands that copy the same image may both send the data of one incomplete copy. Returns the image if another command has
    /// stored the same data; null otherwise.
    /// </summary>
    private async Task<Image?> FindStoredAsync(Image image, UploadData data)
    {
        var wait = new ImageWait { StallLimit = UploadVerification.DefaultStallLimit, Pause = session.Clock.PauseAsync };
        var stored = await wait.RunAsync(
            token => _images.FindAsync(image.Id, token), state => state.Status != ImageStatus.Saving, writer.CancellationToken)
            .ConfigureAwait(false);
        return stored is not null && await StoredData.IsInAsync(stored, data, null, writer.CancellationToken).ConfigureAwait(false)
            ? stored
            : null;
    }

    private async Task RequireStoreAsync()
    {
        if (Store is not null)
        {
            var info = new ServiceInfoClient(session, writer);
            await info.RequireStoresAsync([Store], writer.CancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> HasDataAsync(Image image, UploadData data)
    {
        UploadOptionsCommand.RequireRewind(data);
        return StoredData.IsInAsync(image, data, null, writer.CancellationToken);
    }

    private Task<bool> ConfirmAsync(Image image, UploadSource source, IReadOnlyList<ImageChange> formats)
    {
        var verb = IsStaged ? "Stage" : "Send";
        var into = Store is null ? "" : $" into store '{Store}'";
        var also = formats.Count == 0 ? "" : $", and set {string.Join(" and ", formats)}";
        return writer.ConfirmAsync($"{verb} {source.Description} as the data of image {image.ResourceName}{into}{also}");
    }
}
