using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;
using OpenStackImage.Imports;

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

    /// <summary>True if a new version has the settings of the replaced image unless others are specified.</summary>
    public bool InheritsSettings { get; init; } = true;

    /// <summary>What is done with the replaced image and with earlier versions.</summary>
    public RotationOptions Rotation { get; init; } = new();

    /// <summary>What was done with the replaced image and with earlier versions.</summary>
    public ImageRotation Result { get; } = new();

    /// <summary>True if the user has confirmed the whole operation.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>True to accept data of another disk format than the specified one.</summary>
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
    /// Asks once for everything, and creates the image. An image whose upload or import fails is removed, and the replaced image stays as
    /// it is. A failure after the upload is one error; the new image is still returned.
    /// </summary>
    /// <returns>The new image, or the one that already has the data; null if the user declined.</returns>
    public async Task<Image?> CreateAsync(ImageSettings settings, UploadSource? source)
    {
        var target = new NewImageTarget(session, writer) { Import = Import, Stores = Stores, Expected = Expected };
        await target.VerifyAsync().ConfigureAwait(false);
        var replacement = Replaces is null
            ? null
            : await ImageReplacement.ReadAsync(session, Replaces, InheritsSettings, writer).ConfigureAwait(false);
        Rotation.RequireNames(replacement?.AllOld ?? []);
        var specified = settings;
        settings = replacement?.Inherit(settings) ?? settings;
        settings = settings with { ContainerFormat = settings.ContainerFormat ?? ImageFormats.Bare };
        using var progress = new TransferProgress(writer, $"Sending the data of image '{settings.Name}'", source?.Length);
        using var data = source?.Open(progress);
        var uploader = new ImageUploader(session, writer)
        {
            SkipsFormatCheck = SkipsFormatCheck,
            IsStaged = Import is not null,
            Store = Import is null && Stores.Count > 0 ? Stores[0] : null,
        };
        if (data is not null)
        {
            await data.CheckExpectedAsync(writer.CancellationToken).ConfigureAwait(false);
            var format = await uploader.DetectFormatAsync(data, settings.DiskFormat, settings.ContainerFormat, source!.Description)
                .ConfigureAwait(false);
            settings = settings with { DiskFormat = format };
            specified = specified with { DiskFormat = format };
        }
        else if (Import is not null)
        {
            settings = settings with { DiskFormat = settings.DiskFormat ?? replacement?.Old.DiskFormat };
        }

        if (replacement is not null && data is not null)
        {
            var candidates = new ReplacementCandidates(session, writer) { Id = Id };
            var made = await candidates.FindAsync(replacement, specified, data, writer.CancellationToken).ConfigureAwait(false);
            if (made is not null)
            {
                replacement = await replacement.WithoutAsync(made).ConfigureAwait(false);
                var completed = await CreateRunner(settings).CompleteAsync(made, replacement).ConfigureAwait(false);
                return await FinishAsync(completed, replacement, isConfirmed: IsConfirmed).ConfigureAwait(false);
            }
        }

        if (replacement?.Ambiguity is { } ambiguity)
        {
            throw ambiguity;
        }

        if (SkipsUnchanged && await target.FindUnchangedAsync(settings, data).ConfigureAwait(false) is { } present)
        {
            return present;
        }

        var plan = target.Plan(settings, source).Concat(replacement?.Steps(Rotation) ?? [])
            .Concat(await Pruning().StepsAsync(replacement?.AllOld ?? []).ConfigureAwait(false));
        if (!IsConfirmed && !await writer.ConfirmAsync(string.Join("; ", plan)).ConfigureAwait(false))
        {
            return null;
        }

        // A protected image could not be removed if its upload fails: the protection comes last.
        var incomplete = new IncompleteImage(session, writer, warn);
        var registration = new ImageRegistration(session, writer, incomplete) { Id = Id };
        var isHidden = replacement is null ? settings.IsHidden : true;
        var image = await registration.CreateAsync(settings with { IsProtected = null, IsHidden = isHidden }).ConfigureAwait(false);
        if (data is not null || Import is not null)
        {
            var filler = new ImageFiller(session, writer, uploader, incomplete, warn) { Import = Import, Expected = Expected };
            image = await filler.FillAsync(image, data).ConfigureAwait(false);
        }

        if (replacement is null)
        {
            return await ProtectNewAsync(image, settings, incomplete).ConfigureAwait(false);
        }

        image = await CreateRunner(settings, image.Id).RunAsync(image, replacement).ConfigureAwait(false);
        return await FinishAsync(image, replacement, isConfirmed: true).ConfigureAwait(false);
    }

    private VersionPruning Pruning() => new(session, Rotation, writer);

    /// <summary>Deletes the earlier versions that are not kept, once the new image is in use.</summary>
    private async Task<Image> FinishAsync(Image image, ImageReplacement replacement, bool isConfirmed)
    {
        replacement.Report(Result);
        if (!image.IsHidden)
        {
            await Pruning().FinishAsync(image, isConfirmed, Result, warn).ConfigureAwait(false);
        }

        return image;
    }

    /// <param name="settings">The settings of the new image.</param>
    /// <param name="created">The ID of the image that this command has created; null for one of an earlier command.</param>
    private ReplacementRunner CreateRunner(ImageSettings settings, string? created = null) => new(session, writer, warn)
    {
        Settings = settings,
        IsConfirmed = IsConfirmed,
        Rotation = Rotation,
        Remove = created is null ? null : () => new IncompleteImage(session, writer, warn).RemoveAsync(created),
        MayYield = Id is null,
        Protect = (image, token) => ProtectAsync(image, settings, token),
    };

    private async Task<Image> ProtectNewAsync(Image image, ImageSettings settings, IncompleteImage incomplete)
    {
        try
        {
            return await ProtectAsync(image, settings, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await incomplete.RemoveAsync(image.Id).ConfigureAwait(false);
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
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, image));
            writer.WriteWarning(
                $"Image {image.ResourceName} was created, but is not protected. Use Set-OSImage -Protected $true.");
            return image;
        }
    }
}
