using OpenStackImage.Cmdlets;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Deletes the earlier versions of an image that are not kept, for New-OSImage -Keep.</summary>
/// <param name="session">The session.</param>
/// <param name="options">How many are kept.</param>
/// <param name="writer">Writes questions, warnings and errors.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class VersionPruning(OpenStackSession session, RotationOptions options, PipelineWriter writer, Action<string> warn)
{
    private readonly Predecessors _predecessors = new(session, writer);
    private readonly ForcedDeletion _deletion = new(session, writer, warn);
    private readonly MemberClient _members = new(session, writer);

    /// <summary>Returns the sentences of the confirmation, before the image is created.</summary>
    /// <param name="name">The name of the new image.</param>
    /// <param name="replaced">The images that will be replaced.</param>
    public async Task<IReadOnlyList<string>> StepsAsync(string? name, IReadOnlyList<Image> replaced)
    {
        if (options.Keep is not { } keep || replaced.Count == 0)
        {
            return [];
        }

        var history = await _predecessors.ReadBeforeNewAsync(name, replaced, writer.CancellationToken).ConfigureAwait(false);
        var surplus = history.Versions.Skip(keep).ToArray();
        var condition = options.Force ? "" : ", unless it is in use";
        return [.. surplus.Where(image => NotKnownToBeOlder(image, history, surplus).Length == 0)
            .Select(image => $"delete the earlier version {image.ResourceName}{condition}")];
    }

    /// <summary>Deletes the earlier versions after the new image is in use, and writes a warning if some of them may remain.</summary>
    /// <param name="current">The new image.</param>
    /// <param name="isConfirmed">True if the user has confirmed the deletions.</param>
    /// <param name="result">Receives the deleted versions and those that were not deleted.</param>
    public async Task FinishAsync(Image current, bool isConfirmed, ImageRotation result)
    {
        const string Remains = "Some of the versions that -Keep does not keep may not be deleted.";
        try
        {
            await RunAsync(current, isConfirmed, result).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            warn($"Stopped after image {current.ResourceName} had replaced the previous one. {Remains}");
            throw;
        }
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, current));
            warn($"Image {current.ResourceName} has replaced the previous one. {Remains}");
        }
    }

    /// <summary>
    /// Deletes the earlier versions except the newest ones. Without -Force, versions that are protected or that other projects have
    /// accepted are kept. A failed deletion is one error.
    /// </summary>
    /// <param name="current">The image in use.</param>
    /// <param name="isConfirmed">True if the user has confirmed the deletions.</param>
    /// <param name="result">Receives the deleted versions and those that were not deleted.</param>
    private async Task RunAsync(Image current, bool isConfirmed, ImageRotation result)
    {
        if (options.Keep is not { } keep)
        {
            return;
        }

        var history = await _predecessors.ReadAsync(current, writer.CancellationToken).ConfigureAwait(false);
        var surplus = history.Versions.Skip(keep).ToArray();
        foreach (var image in surplus)
        {
            try
            {
                if (NotKnownToBeOlder(image, history, surplus) is { Length: > 0 } others)
                {
                    Keep(image, $"it is not known whether it is older than these images of the same second: {IdsOf(others)}", result);
                }
                else
                {
                    await DeleteAsync(image, isConfirmed, result).ConfigureAwait(false);
                }
            }
            catch (NotFoundException missing) when (missing.IsAboutImage)
            {
                writer.WriteVerbose($"The earlier version {image.ResourceName} was deleted meanwhile.");
            }
            catch (OpenStackException failure) when (failure is not SessionClosedException)
            {
                writer.WriteError(ErrorRecords.From(failure, image));
            }
        }
    }

    /// <summary>Returns the kept images that may be older than an image.</summary>
    private static Image[] NotKnownToBeOlder(Image image, VersionHistory history, Image[] surplus)
        => [.. history.TiedWith(image).Except(surplus)];

    private static string IdsOf(IEnumerable<Image> images) => string.Join(", ", images.Select(image => image.Id));

    private void Keep(Image image, string reason, ImageRotation result)
    {
        result.AddKept(image);
        writer.WriteWarning($"The earlier version {image.ResourceName} is not deleted, because {reason}.");
    }

    private async Task DeleteAsync(Image image, bool isConfirmed, ImageRotation result)
    {
        if (!options.Force && await UseOfAsync(image).ConfigureAwait(false) is { } use)
        {
            Keep(image, $"{use}. -Force deletes it", result);
            return;
        }

        if (!isConfirmed && !await writer.ConfirmAsync($"Delete the earlier version {image.ResourceName}").ConfigureAwait(false))
        {
            return;
        }

        await _deletion.DeleteAsync(image).ConfigureAwait(false);
        result.AddDeleted(image);
        writer.WriteVerbose($"The earlier version {image.ResourceName} was deleted.");
    }

    /// <summary>Returns why an image may still be in use; null if it is not.</summary>
    private async Task<string?> UseOfAsync(Image image)
    {
        if (image.IsProtected)
        {
            return "it is protected";
        }

        if (image.Visibility != ImageVisibility.Shared)
        {
            return null;
        }

        var members = await _members.ListAsync(image.ResourceName, writer.CancellationToken, requiresAll: true)
            .ConfigureAwait(false);
        var accepted = members.Where(member => member.Status == MemberStatus.Accepted).Select(member => member.MemberId).ToArray();
        return accepted.Length == 0 ? null : $"these projects have accepted it: {string.Join(", ", accepted)}";
    }
}
