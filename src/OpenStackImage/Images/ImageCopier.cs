using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.ImageData;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// Copies an image to other clouds. The data is downloaded once for all destinations that need it, is never stored here, and is verified
/// by the hash of the source and by that of each destination. The failure of one destination is one error.
/// </summary>
/// <param name="source">The image to copy.</param>
/// <param name="options">How it is copied.</param>
/// <param name="writer">The writer in the session of the image.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class ImageCopier(Image source, CopyOptions options, PipelineWriter writer, Action<string> warn)
{
    /// <summary>Copies the image to each destination, and writes the images of the destinations.</summary>
    public async Task CopyAsync(IReadOnlyList<OpenStackSession> destinations)
    {
        Check();
        var members = await ReadMembersAsync().ConfigureAwait(false);
        var targets = destinations.Select(session => writer.WithSession(session))
            .Select(own => new Destination(new CopyTarget(source, members, options, own, warn), own)).ToArray();
        await Task.WhenAll(targets.Select(target => TryAsync(target, target.Target.PlanAsync))).ConfigureAwait(false);
        foreach (var target in targets.Where(target => target.IsActive))
        {
            target.IsActive = await target.Target.ConfirmAsync().ConfigureAwait(false);
        }

        var active = targets.Where(target => target.IsActive).ToLookup(target => target.Target.NeedsData);
        var others = Task.WhenAll(active[false].Select(target => TryAsync(target, () => RunAsync(target, null))));
        await Task.WhenAll(others, TransferAsync([.. active[true]])).ConfigureAwait(false);
    }

    private void Check()
    {
        if (string.IsNullOrEmpty(source.Name))
        {
            throw new InvalidRequestException(
                ErrorIds.InvalidImageName,
                $"Image {source.Id} has no name, by which its copies are found again.",
                response: null,
                "Use Set-OSImage -Name first.");
        }

        if (source.Size is null || source.Status is not (ImageStatus.Active or ImageStatus.Deactivated))
        {
            throw ImageDataClient.NoData(source);
        }

        if (PropertyScope.NotForOtherCloud(source) is { Count: > 0 } names)
        {
            writer.WriteWarning(
                $"These properties of image {source.ResourceName} are not copied, because they refer to objects of "
                    + $"cloud '{writer.Session.Cloud}': {string.Join(", ", names)}.");
        }
    }

    private async Task<IReadOnlyList<ImageMember>> ReadMembersAsync() => options.WithMembers
        ? await MemberMapping.ReadAsync(source, writer.Session, writer, writer.CancellationToken).ConfigureAwait(false)
        : [];

    /// <summary>Downloads the data once, while every destination uploads it.</summary>
    private async Task TransferAsync(Destination[] targets)
    {
        if (targets.Length == 0)
        {
            return;
        }

        var broadcast = new DataBroadcast();
        var uploads = targets.Select(target => (Target: target, Stream: broadcast.OpenReader())).ToArray()
            .Select(upload => TryAsync(upload.Target, async () =>
            {
                using var stream = upload.Stream;
                await RunAsync(upload.Target, stream).ConfigureAwait(false);
            })).ToArray();
        await Task.WhenAll(uploads.Append(DownloadAsync(broadcast))).ConfigureAwait(false);
    }

    private async Task DownloadAsync(DataBroadcast broadcast)
    {
        if (!await broadcast.Wanted.ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var download = new ImageDownload(writer.Session, writer, progress: null);
            var verified = await download.WriteAsync(source, broadcast, writer.CancellationToken).ConfigureAwait(false);
            broadcast.Complete();
            if (verified is null)
            {
                writer.WriteWarning(
                    $"Image {source.ResourceName} has no hash that can be compared; only its size was.");
            }
        }
        catch (Exception failure)
        {
            // The uploads report it: each of them is incomplete.
            broadcast.Fail(new ImageDataException(
                failure is OpenStackException { ErrorId: ErrorIds.HashMismatch } ? ErrorIds.HashMismatch : ErrorIds.UploadInterrupted,
                $"The data could not be read from cloud '{writer.Session.Cloud}': {failure.Message}",
                "Run the command again.",
                failure));
        }
    }

    private static async Task RunAsync(Destination target, Stream? data)
    {
        if (await target.Target.RunAsync(data).ConfigureAwait(false) is { } image)
        {
            await target.Writer.WriteAsync(image).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(Destination target, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            target.IsActive = false;
            writer.WriteError(ErrorRecords.From(failure, target.Target.ErrorTarget));
        }
    }

    private sealed class Destination(CopyTarget target, PipelineWriter writer)
    {
        public CopyTarget Target => target;

        public PipelineWriter Writer => writer;

        public bool IsActive { get; set; } = true;
    }
}
