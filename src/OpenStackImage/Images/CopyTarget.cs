using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>One destination of a copy: plans what is missing or different there, and does it.</summary>
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
    private ImageCreator? _creator;
    private CopyPlan? _plan;

    /// <summary>The target object of errors.</summary>
    public string ErrorTarget => $"{source} -> {_session.Cloud}";

    /// <summary>True if the data is sent.</summary>
    public bool NeedsData => _plan?.NeedsData == true;

    /// <summary>What was done with replaced images; null if none was replaced.</summary>
    public ImageRotation? Rotation => _plan?.IsReplacement == true ? _creator?.Result : null;

    private string Cloud => _session.Cloud;

    /// <summary>Compares the image with those of the same name in the destination.</summary>
    /// <exception cref="SessionException">The destination is the project that owns the image.</exception>
    public async Task PlanAsync()
    {
        var candidates = new ReplacementCandidates(_session, writer);
        var present = await candidates.ListCopiesAsync(source, writer.CancellationToken).ConfigureAwait(false);
        _plan = CopyPlan.Make(source, _settings, present, Cloud, options.Replaces);
    }

    /// <summary>Asks for confirmation of the plan; a plan without changes needs none.</summary>
    public Task<bool> ConfirmAsync()
    {
        var steps = Steps().ToArray();
        return steps.Length == 0
            ? Task.FromResult(true)
            : writer.ConfirmAsync($"Copy image {source.ResourceName} to cloud '{Cloud}': {string.Join("; ", steps)}");
    }

    /// <summary>Does what was planned.</summary>
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
            // An earlier command has sent the data; it is recognised by its size and hash.
            image = await CreateAsync(plan, SourceOf(data ?? Stream.Null)).ConfigureAwait(false);
        }

        if (image is not null && members.Count > 0)
        {
            await CopyMembersAsync(image).ConfigureAwait(false);
        }

        return image;
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
            yield return $"send its data of {ByteSize.Text(source.Size)}";
        }

        foreach (var change in plan.Changes)
        {
            yield return change.ToString();
        }

        if (plan.IsReplacement)
        {
            yield return $"hide the image named '{source.Name}' with other data, and share the new one like it";
        }

        if (members.Count > 0)
        {
            var names = members.Select(member => member.MemberName ?? member.MemberId);
            yield return $"share it with the projects that correspond to {string.Join(", ", names)}";
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

    /// <summary>The hashes of the source are known, and the download verifies them: the upload need not compute them again.</summary>
    private UploadSource SourceOf(Stream stream)
    {
        var description = $"the data of image '{source.Name}' of cloud '{source.Cloud}'";
        var hashes = DataHash.AllOf(source).ToDictionary(hash => hash.Algorithm, hash => hash.Value, StringComparer.Ordinal);
        return new UploadSource(
            progress => new UploadData(stream, description, progress)
            {
                Length = source.Size,
                KnownHashes = hashes.Count == 0 ? null : hashes,
            },
            source.Size,
            description);
    }

    private async Task CopyMembersAsync(Image image)
    {
        var mapping = new MemberMapping(source.Session!, _session, options.ProjectMap, writer);
        var mapped = await mapping.MapAllAsync(members, image.Id, writer).ConfigureAwait(false);
        var names = new MemberNames(_session, writer);
        var copy = new CopyMembers(_session, new MemberClient(_session, writer), names, writer)
        {
            IsConfirmed = true,
            Report = change =>
            {
                writer.WriteVerbose($"{change.Action}: project {change.MemberName ?? change.MemberId} ({change.Status}), cloud '{Cloud}'.");
                return Task.CompletedTask;
            },
        };
        await copy.CopyAsync(mapped, image.ResourceName).ConfigureAwait(false);
    }
}
