using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Completion;

/// <summary>Completes -Image with the names of the images that the session sees; the tool tip has ID and status.</summary>
public sealed class ImageCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var found = new List<CompletionResult>();
        await foreach (var image in new ImageClient(session, null).ListAsync(new ImageQuery(), cancellationToken).ConfigureAwait(false))
        {
            if (image.Name is { } name && pattern.IsMatch(name))
            {
                found.Add(Result(name, $"{image.Id} {image.Status} {image.Visibility}"));
            }
        }

        return found;
    }
}
