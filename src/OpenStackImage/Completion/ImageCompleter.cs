using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes -Image with the names of the images that the session sees; the tool tip has ID and status. What begins like an ID is completed with
/// IDs, and so is a name that several images have.
/// </summary>
public sealed class ImageCompleter : SessionCompleter
{
    /// <summary>More than this nobody reads through.</summary>
    private const int MostOffers = 500;

    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var images = new List<Image>();
        try
        {
            await foreach (var image in new ImageClient(session, null).ListAsync(new ImageQuery(), cancellationToken).ConfigureAwait(false))
            {
                if (pattern.IsMatch(image.Name ?? "") || pattern.IsMatch(image.Id))
                {
                    images.Add(image);
                }

                if (images.Count == MostOffers)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (images.Count > 0)
        {
            // The newest images have come, and are better than none.
        }

        return [.. images.GroupBy(image => image.Name ?? "", StringComparer.Ordinal).SelectMany(same => Results([.. same], pattern))];
    }

    private static IEnumerable<CompletionResult> Results(Image[] sameName, WildcardPattern pattern)
    {
        foreach (var image in sameName)
        {
            var byName = image.Name is { Length: > 0 } && sameName.Length == 1 && pattern.IsMatch(image.Name);
            yield return Result(byName ? image.Name! : image.Id, image.Name ?? image.Id, $"{image.Id} {image.Status} {image.Visibility}");
        }
    }
}
