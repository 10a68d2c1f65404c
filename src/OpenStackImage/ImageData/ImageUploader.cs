using OpenStackImage.Http;
using OpenStackImage.Cmdlets;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Data sent into images: what Send-OSImageData does, and New-OSImage with data.</summary>
/// <param name="session">Who sends.</param>
/// <param name="writer">Where progress and questions go.</param>
internal sealed class ImageUploader(OpenStackSession session, PipelineWriter writer)
{
    private readonly ImageClient _images = new(session, writer);
    private readonly ImageDataClient _data = new(session, writer);

    /// <summary>Whether the data is only kept for an import.</summary>
    public bool IsStaged { get; init; }

    /// <summary>Whether data goes into an image of another format, too.</summary>
    public bool SkipsFormatCheck { get; init; }

    /// <summary>Asks, and sends. An image that has no formats yet gets those of the data.</summary>
    /// <returns>The image with its data; null if somebody said no.</returns>
    public async Task<Image?> SendAsync(Image image, UploadSource offer)
    {
        var located = new ResourceName(image.Id, image.Name);
        using var progress = new TransferProgress(writer, $"{(IsStaged ? "Staging" : "Sending")} the data of image {located}", offer.Length);
        using var data = offer.Open(progress);
        var format = await RecogniseAsync(data, image.DiskFormat, image.ContainerFormat, offer.What).ConfigureAwait(false);
        var formats = ImageChange.Make(image, new ImageSettings
        {
            DiskFormat = image.DiskFormat is null ? format : null,
            ContainerFormat = image.ContainerFormat is null ? ImageFormats.Bare : null,
        });
        var also = formats.Count == 0 ? "" : $", and set {string.Join(" and ", formats)}";
        if (!await writer.ConfirmAsync($"{(IsStaged ? "Stage" : "Send")} {offer.What} as the data of image {located}{also}").ConfigureAwait(false))
        {
            return null;
        }

        if (formats.Count > 0)
        {
            await _images.UpdateAsync(image.Id, formats, writer.CancellationToken).ConfigureAwait(false);
        }

        return await SendAsync(image.Id, data).ConfigureAwait(false);
    }

    /// <summary>Sends without asking.</summary>
    public Task<Image> SendAsync(string imageId, UploadData data)
        => IsStaged ? _data.StageAsync(imageId, data, writer.CancellationToken) : _data.UploadAsync(imageId, data, writer.CancellationToken);

    /// <summary>The disk format of data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="said">The format that was said; null for none.</param>
    /// <param name="container">What the disk is packed in; only the data of a bare one can be looked at.</param>
    /// <param name="what">What a person calls the data.</param>
    /// <exception cref="ImageDataException">The data is of another format.</exception>
    public async Task<string> RecogniseAsync(UploadData data, string? said, string? container, string what)
    {
        var found = await data.RecogniseAsync(writer.CancellationToken).ConfigureAwait(false);
        if (said is not null && !SkipsFormatCheck && container is null or ImageFormats.Bare)
        {
            DiskFormatProbe.Check(said, found, what);
        }

        return said ?? found;
    }
}
