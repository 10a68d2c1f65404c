using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;
using OpenStackImage.Imports;

namespace OpenStackImage.Images;

/// <summary>Creates an image for New-OSImage: with or without data, as a replacement of another image or not.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes questions, warnings and errors.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed partial class ImageCreator(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    private readonly ImageClient _images = new(session, writer);
    private readonly IncompleteImage _incomplete = new(session, writer, warn);

    /// <summary>The ID that the user chose; null for a random one.</summary>
    public string? Id { get; init; }

    /// <summary>The image to replace; null for none.</summary>
    public ImageReference? Replaces { get; init; }

    /// <summary>True if a new version has the settings of the replaced image unless others are specified.</summary>
    public bool InheritsSettings { get; init; } = true;

    /// <summary>The actions on the replaced image and on earlier versions.</summary>
    public RotationOptions Rotation { get; init; } = new();

    /// <summary>The completed actions on the replaced image and on earlier versions.</summary>
    public ImageRotation Result { get; } = new();

    /// <summary>True if the user has confirmed the whole operation.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>True to accept data whose disk format differs from the specified one.</summary>
    public bool SkipsFormatCheck { get; init; }

    /// <summary>True to create nothing if an image of the same name and owner has the data.</summary>
    public bool SkipsUnchanged { get; init; }

    /// <summary>The import that provides the data; null for an upload, or for no data.</summary>
    public ImageImport? Import { get; init; }

    /// <summary>The stores for the data; empty for the default store of the cloud.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>The hash that imported data must have; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>
    /// Returns the equal image of another command in favor of which the new one, which is not protected yet, was removed; null if the new
    /// one stays.
    /// </summary>
    public Func<Image, Task<Image?>> FindOther { get; init; } = _ => Task.FromResult<Image?>(null);

    /// <summary>
    /// Prompts once for the whole operation, and creates the image. If the upload or the import fails, the new image is removed, and the
    /// replaced image is not changed. A failure after the upload is one error, and the new image is returned.
    /// </summary>
    /// <returns>The new image, or the one that already has the data; null if the user declined.</returns>
    public async Task<Image?> CreateAsync(ImageSettings specified, UploadSource? source)
    {
        var target = new NewImageTarget(session, writer) { Import = Import, Stores = Stores, Expected = Expected };
        await target.VerifyAsync().ConfigureAwait(false);
        var replacement = await ReadReplacementAsync().ConfigureAwait(false);
        Rotation.RequireNames(replacement?.AllOld ?? []);
        var settings = Inherit(specified, replacement);
        using var progress = new TransferProgress(writer, $"Sending the data of image '{settings.Name}'", source?.Length);
        using var data = source?.Open(progress);
        var uploader = CreateUploader();
        var format = await FindFormatAsync(settings, source, data, uploader, replacement).ConfigureAwait(false);
        settings = settings with { DiskFormat = format };
        var earlier = await FindCreatedEarlierAsync(replacement, specified with { DiskFormat = format }, data).ConfigureAwait(false);
        if (earlier is not null)
        {
            return await CompleteReplacementAsync(earlier, replacement!, settings).ConfigureAwait(false);
        }

        if (SkipsUnchanged && await target.FindUnchangedAsync(settings, data).ConfigureAwait(false) is { } present)
        {
            return present;
        }

        var steps = await ReplacementStepsAsync(settings.Name, replacement).ConfigureAwait(false);
        var plan = string.Join("; ", target.Plan(settings, source).Concat(steps));
        if (!IsConfirmed && !await writer.ConfirmAsync(plan).ConfigureAwait(false))
        {
            return null;
        }

        var image = await RegisterAsync(replacement is null ? settings : settings with { IsHidden = true }).ConfigureAwait(false);
        if (data is not null || Import is not null)
        {
            image = await FillAsync(image, data, uploader).ConfigureAwait(false);
        }

        var completing = replacement is null ? PutInUseAsync(image, settings) : ReplaceAsync(image, replacement, settings);
        return await completing.ConfigureAwait(false);
    }

    private static ImageSettings Inherit(ImageSettings specified, ImageReplacement? replacement)
    {
        var settings = replacement?.Inherit(specified) ?? specified;
        return settings with { ContainerFormat = settings.ContainerFormat ?? ImageFormats.Bare };
    }

    private ImageUploader CreateUploader() => new(session, writer)
    {
        SkipsFormatCheck = SkipsFormatCheck,
        IsStaged = Import is not null,
        Store = Import is null && Stores.Count > 0 ? Stores[0] : null,
    };

    /// <summary>Verifies the data by the expected hash, and returns its disk format.</summary>
    private async Task<string?> FindFormatAsync(
        ImageSettings settings, UploadSource? source, UploadData? data, ImageUploader uploader, ImageReplacement? replacement)
    {
        if (data is null)
        {
            return settings.DiskFormat ?? (Import is null ? null : replacement?.Old.DiskFormat);
        }

        await data.CheckAsync(writer.CancellationToken).ConfigureAwait(false);
        return await uploader.DetectFormatAsync(data, settings.DiskFormat, settings.ContainerFormat, source!.Description)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Creates the image without data. It is protected last, because a protected image could not be removed if its upload fails.
    /// </summary>
    private Task<Image> RegisterAsync(ImageSettings settings)
    {
        var registration = new ImageRegistration(session, writer, _incomplete) { Id = Id };
        return registration.CreateAsync(settings with { IsProtected = null });
    }

    private Task<Image> FillAsync(Image image, UploadData? data, ImageUploader uploader)
    {
        var filler = new ImageFiller(session, writer, uploader, _incomplete, warn) { Import = Import, Expected = Expected };
        return filler.FillAsync(image, data);
    }

    /// <summary>Protects a new image that replaces no other, unless it was removed in favor of an equal one.</summary>
    private async Task<Image?> PutInUseAsync(Image image, ImageSettings settings)
    {
        var other = await FindOther(image).ConfigureAwait(false);
        return other ?? await ProtectNewAsync(image, settings).ConfigureAwait(false);
    }

    private async Task<Image> ProtectNewAsync(Image image, ImageSettings settings)
    {
        try
        {
            return await ProtectAsync(image, settings, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _incomplete.RemoveAsync(image.Id).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Image> ProtectAsync(Image image, ImageSettings settings, CancellationToken cancellationToken)
    {
        var changes = settings.IsProtected == true ? ImageChange.Make(image, new ImageSettings { IsProtected = true }) : [];
        try
        {
            return changes.Count == 0 ? image : await _images.UpdateAsync(image.Id, changes, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (!failure.IsAboutImage)
        {
            writer.WriteError(ErrorRecords.From(failure, image));
            var state = failure.MayHaveTakenEffect ? "may not be protected" : "is not protected";
            writer.WriteWarning($"Image {image.ResourceName} was created, but {state}. Use Set-OSImage {image.Id} -Protected $true.");
            return image;
        }
    }
}
