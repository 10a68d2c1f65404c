using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>One destination of a copy: plans the missing or different parts, and copies them.</summary>
/// <param name="source">The image to copy.</param>
/// <param name="members">The members of the image, with their names; empty if they are not copied.</param>
/// <param name="options">How the image is copied.</param>
/// <param name="writer">The writer in the session of the destination.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class CopyTarget(
    Image source, IReadOnlyList<ImageMember> members, CopyOptions options, PipelineWriter writer, Action<string> warn)
{
    private readonly OpenStackSession _session = writer.Session;
    private readonly ImageClient _images = new(writer.Session, writer);
    private readonly ImageSettings _settings = options.SettingsOf(source);
    private readonly CopiedMembers _members = new(source, members, options.ProjectMap, writer);
    private ImageCreator? _creator;
    private CopyPlan? _plan;

    /// <summary>The target object of errors.</summary>
    public string ErrorTarget => $"{source} -> {_session.Cloud}";

    /// <summary>True if the data is sent.</summary>
    public bool NeedsData => _plan?.NeedsData == true;

    /// <summary>The actions on replaced images; null if none was replaced.</summary>
    public ImageRotation? Rotation => _plan?.IsReplacement == true ? _creator?.Result : null;

    private string Cloud => _session.Cloud;

    /// <summary>Compares the image with those of the same name in the destination.</summary>
    /// <exception cref="SessionException">The destination is the project that owns the image.</exception>
    public async Task PlanAsync()
    {
        var candidates = new ReplacementCandidates(_session, writer);
        var present = await candidates.ListCopiesAsync(source, writer.CancellationToken).ConfigureAwait(false);
        _plan = CopyPlan.Make(source, _settings, present, Cloud, options.Replaces);
        await _members.PlanAsync(_plan.Existing).ConfigureAwait(false);
    }

    /// <summary>Prompts for confirmation of the plan, unless the plan contains no changes.</summary>
    public Task<bool> ConfirmAsync()
    {
        foreach (var incomplete in _plan!.Replaced.Where(image => ImageStatus.IsIncomplete(image.Status)))
        {
            writer.WriteWarning(
                $"Image {incomplete.ResourceName} of cloud '{Cloud}' has no data yet (status '{incomplete.Status}'): another command "
                    + "may be sending it. -Replaces hides it.");
        }

        var steps = Steps().ToArray();
        return steps.Length == 0
            ? Task.FromResult(true)
            : writer.ConfirmAsync($"Copy image {source.ResourceName} to cloud '{Cloud}': {string.Join("; ", steps)}");
    }

    /// <summary>Executes the plan.</summary>
    /// <param name="data">The stream of the data; null if it is not sent.</param>
    /// <returns>The image of the destination.</returns>
    public async Task<Image?> RunAsync(Stream? data)
    {
        var plan = _plan!;
        var image = plan.Existing;
        if (image is not null && plan.Changes.Count > 0)
        {
            image = await _images.UpdateAsync(image.Id, plan.Changes, writer.CancellationToken).ConfigureAwait(false);
        }

        if (image is not null && data is not null)
        {
            image = await FillAsync(image, SourceOf(data)).ConfigureAwait(false);
        }
        else if (image is null || plan.IsReplacement)
        {
            // An earlier command has sent the data; it is recognized by its size and hash.
            image = await CreateAsync(plan, SourceOf(data ?? Stream.Null)).ConfigureAwait(false);
        }

        if (image is null)
        {
            return null;
        }

        try
        {
            await _members.CopyAsync(image).ConfigureAwait(false);
            return await CopyStatusAsync(image).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            warn(
                $"Stopped after image {image.ResourceName} was copied to cloud '{Cloud}'. Its members and its status may not be copied. "
                    + "Run the command again to complete it.");
            throw;
        }
    }

    private IEnumerable<string> Steps()
    {
        var plan = _plan!;
        if (plan.Existing is null)
        {
            yield return "create it";
        }

        if (plan.NeedsData)
        {
            var into = plan.Existing is { } existing ? $" to image {existing.Id}, which has none" : "";
            yield return $"send its data of {ByteSize.Text(source.Size)}{into}";
        }

        foreach (var change in plan.Changes)
        {
            yield return change.ToString();
        }

        foreach (var replaced in plan.Replaced)
        {
            yield return $"hide image {replaced.ResourceName} with {CopyPlan.StateOf(source, replaced)}, and share the new one like it";
        }

        foreach (var step in _members.Steps())
        {
            yield return step;
        }

        if (source.Status == ImageStatus.Deactivated && plan.Existing?.Status != ImageStatus.Deactivated)
        {
            yield return "deactivate it";
        }
    }

    /// <summary>A copy of a deactivated image is also deactivated, because its data must not be used.</summary>
    private async Task<Image> CopyStatusAsync(Image image)
    {
        if (source.Status == ImageStatus.Active && image.Status == ImageStatus.Deactivated)
        {
            writer.WriteWarning(
                $"Image {image.ResourceName} of cloud '{Cloud}' is deactivated, and remains deactivated. "
                    + "Use Enable-OSImage to reactivate it.");
        }

        if (source.Status != ImageStatus.Deactivated || image.Status != ImageStatus.Active)
        {
            return image;
        }

        try
        {
            await _images.DeactivateAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
            return await _images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, ErrorTarget));
            return image;
        }
    }

    private Task<Image?> CreateAsync(CopyPlan plan, UploadSource data)
    {
        _creator = new ImageCreator(_session, writer, warn)
        {
            Replaces = plan.IsReplacement ? new ImageReference(source.Name!) : null,
            InheritsSettings = false,
            IsConfirmed = true,
            SkipsFormatCheck = true,
            FindOther = new CopyAgreement(source, _settings, writer, warn).FindEarlierAsync,
        };
        return _creator.CreateAsync(_settings, data);
    }

    private async Task<Image> FillAsync(Image incomplete, UploadSource source)
    {
        var activity = $"Sending the data of image '{incomplete.Name}' to cloud '{Cloud}'";
        using var progress = new TransferProgress(writer, activity, source.Length);
        using var data = source.Open(progress);
        var image = await new ImageUploader(_session, writer) { SkipsFormatCheck = true }.SendAsync(incomplete, data).ConfigureAwait(false);
        var changes = CopyPlan.ChangesOf(image, _settings);
        return changes.Count == 0 ? image : await _images.UpdateAsync(image.Id, changes, writer.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>The hashes of the source are known and verified by the download, so the upload need not compute them again.</summary>
    private UploadSource SourceOf(Stream stream)
    {
        var description = $"the data of image '{source.Name}' of cloud '{source.Cloud}'";
        var hashes = DataHash.AllOf(source).ToDictionary(hash => hash.Algorithm, hash => hash.Value, StringComparer.Ordinal);
        return new UploadSource(
            progress => new UploadData(stream, description, progress)
            {
                Length = source.Size,
                IsCopy = true,
                KnownHashes = hashes.Count == 0 ? null : hashes,
            },
            source.Size,
            description);
    }
}
