using System.Collections.Concurrent;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.ImageData;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// Copies an image to other clouds. The data is downloaded once for all destinations that need it, is never stored locally, and is verified
/// with the hash of the source and with that of each destination. An interrupted upload is sent once more, after the others. The failure of
/// one destination is one error.
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
        var members = options.WithMembers
            ? await MemberMapping.ReadAsync(source, writer.Session, writer, writer.CancellationToken).ConfigureAwait(false)
            : [];
        var targets = destinations.Select(writer.WithSession)
            .Select(own => new Destination(new CopyTarget(source, members, options, own, warn), own)).ToArray();
        await Task.WhenAll(targets.Select(target => TryAsync(target, target.Target.PlanAsync))).ConfigureAwait(false);
        foreach (var target in targets.Where(target => target.IsActive))
        {
            target.IsActive = await target.Target.ConfirmAsync().ConfigureAwait(false);
        }

        var interrupted = await RunAllAsync([.. targets.Where(target => target.IsActive)], isLast: false).ConfigureAwait(false);
        if (interrupted.Length > 0)
        {
            writer.WriteVerbose(
                $"Sending the data of image {source.ResourceName} again to the destinations whose upload failed.");
            await Task.WhenAll(interrupted.Select(target => TryAsync(target, target.Target.PlanAsync))).ConfigureAwait(false);
            await RunAllAsync([.. interrupted.Where(target => target.IsActive)], isLast: true).ConfigureAwait(false);
        }
    }

    /// <summary>Executes the plan of each destination.</summary>
    /// <returns>The destinations whose upload was interrupted. No error is written for them unless it is the last attempt.</returns>
    private async Task<Destination[]> RunAllAsync(Destination[] targets, bool isLast)
    {
        var groups = targets.ToLookup(target => target.Target.NeedsData);
        var broken = new ConcurrentBag<(Destination Target, OpenStackException Failure)>();
        var others = Task.WhenAll(groups[false].Select(target => TryAsync(target, () => RunAsync(target, null))));
        var isReadable = TransferAsync([.. groups[true]], broken.Add);
        await Task.WhenAll(others, isReadable).ConfigureAwait(false);

        // If the source fails, it is not read again, because the download has already been resumed as often as possible.
        if (!isLast && await isReadable.ConfigureAwait(false))
        {
            return [.. broken.Select(failed => failed.Target)];
        }

        foreach (var (target, failure) in broken)
        {
            Report(target, failure);
        }

        return [];
    }

    private void Check()
    {
        if (string.IsNullOrEmpty(source.Name))
        {
            throw new InvalidRequestException(
                ErrorIds.InvalidImageName,
                $"Image {source.Id} has no name, which is required to find its copies.",
                response: null,
                "Use Set-OSImage -Name first.");
        }

        if (source.Size is null || source.Status is not (ImageStatus.Active or ImageStatus.Deactivated))
        {
            throw ImageDataClient.NoData(source);
        }

        var visibility = options.Visibility ?? source.Visibility;
        if (options.WithMembers && source.Visibility != ImageVisibility.Shared
            && visibility is ImageVisibility.Private or ImageVisibility.Shared)
        {
            writer.WriteWarning(
                $"Image {source.ResourceName} is {source.Visibility}. Only shared images have visible members, so its copies get none.");
        }

        if (PropertyScope.NotForOtherCloud(source) is { Count: > 0 } names)
        {
            writer.WriteWarning(
                $"These properties of image {source.ResourceName} are not copied, because they refer to objects of "
                    + $"cloud '{writer.Session.Cloud}': {string.Join(", ", names)}.");
        }
    }

    /// <summary>Downloads the data once, while every destination uploads it.</summary>
    /// <param name="targets">The destinations.</param>
    /// <param name="onBroken">Is called with a destination whose upload was interrupted. Other failures are reported.</param>
    /// <returns>False if the data could not be read from the source.</returns>
    private async Task<bool> TransferAsync(Destination[] targets, Action<(Destination Target, OpenStackException Failure)> onBroken)
    {
        if (targets.Length == 0)
        {
            return true;
        }

        var broadcast = new DataBroadcast();
        var uploads = targets.Select(target => (Target: target, Stream: broadcast.OpenReader())).ToArray()
            .Select(upload => TryAsync(upload.Target, async () =>
            {
                using var stream = upload.Stream;
                try
                {
                    await RunAsync(upload.Target, stream).ConfigureAwait(false);
                }
                catch (OpenStackException failure) when (TransferFailure.IsBrokenUpload(failure))
                {
                    onBroken((upload.Target, failure));
                }
            })).ToArray();
        var download = DownloadAsync(broadcast);
        await Task.WhenAll(uploads.Append(download)).ConfigureAwait(false);
        return await download.ConfigureAwait(false);
    }

    private async Task<bool> DownloadAsync(DataBroadcast broadcast)
    {
        if (!await broadcast.Wanted.ConfigureAwait(false))
        {
            return true;
        }

        try
        {
            var download = new ImageDownload(writer.Session, writer, progress: null);
            var verified = await download.WriteAsync(source, broadcast, writer.CancellationToken).ConfigureAwait(false);
            broadcast.Complete();
            if (verified is null)
            {
                writer.WriteWarning(
                    $"Image {source.ResourceName} has no hash that can be compared; only its size was compared.");
            }

            return true;
        }
        catch (Exception) when (!broadcast.HasReaders && !writer.CancellationToken.IsCancellationRequested)
        {
            // Each upload reports its own failure.
            return true;
        }
        catch (Exception failure)
        {
            // The uploads report the failure, because each of them is incomplete.
            broadcast.Fail(TransferFailure.OfSource(writer.Session.Cloud, failure));
            return false;
        }
    }

    private static async Task RunAsync(Destination target, Stream? data)
    {
        if (await target.Target.RunAsync(data).ConfigureAwait(false) is { } image)
        {
            var result = target.Target.Rotation is { } rotation ? (object)rotation.AttachTo(image) : image;
            await target.Writer.WriteAsync(result).ConfigureAwait(false);
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
            Report(target, failure);
        }
    }

    private void Report(Destination target, OpenStackException failure)
    {
        target.IsActive = false;
        writer.WriteError(ErrorRecords.From(failure, target.Target.ErrorTarget));
    }

    private sealed class Destination(CopyTarget target, PipelineWriter writer)
    {
        public CopyTarget Target => target;

        public PipelineWriter Writer => writer;

        public bool IsActive { get; set; } = true;
    }
}
