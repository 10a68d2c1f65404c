using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes -Image with the names of the images that the session can see, newest first on a slow cloud; the tool tip shows ID, status and
/// visibility. A text that starts like an ID, and a name of several images, are completed with IDs.
/// </summary>
public class ImageCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        await foreach (var image in new ImageClient(session, null).ListAsync(new ImageQuery(), cancellationToken).ConfigureAwait(false))
        {
            var name = string.IsNullOrEmpty(image.Name) ? image.Id : image.Name!;
            add(new Candidate(name, name, $"{image.Id} {image.Status} {image.Visibility}") { OtherText = image.Id });
        }
    }

    private protected override IEnumerable<Candidate> Select(IEnumerable<Candidate> found)
        => found.GroupBy(candidate => candidate.Text, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Any()
                ? same.Select(candidate => candidate with { Text = candidate.OtherText!, OtherText = same.Key })
                : same);

    private protected override CompletionResult? Result(Candidate candidate, string wordToComplete, CompletionContext context)
    {
        // The text is the name and the other text the ID, or the other way round if several images have the name.
        var isUnique = candidate.Text == candidate.Label;
        var id = isUnique ? candidate.OtherText! : candidate.Text;
        var isByName = isUnique && Word.Starts(candidate.Text, wordToComplete) && Word.CanBeTyped(candidate.Text);
        return Word.Result(isByName ? candidate.Text : id, candidate.Label, candidate.ToolTip);
    }
}

/// <summary>
/// Completes -Name, which accepts patterns, with the names of the images that the session can see: wildcard characters are escaped.
/// </summary>
public sealed class ImageNameCompleter : ImageCompleter
{
    private protected override IEnumerable<Candidate> Select(IEnumerable<Candidate> found)
        => found.GroupBy(candidate => candidate.Text, StringComparer.Ordinal).Select(same => same.First() with { OtherText = null });

    private protected override CompletionResult? Result(Candidate candidate, string wordToComplete, CompletionContext context)
        => Word.CanBeTyped(candidate.Text)
            ? Word.Result(WildcardPattern.Escape(candidate.Text), candidate.Label, candidate.ToolTip)
            : null;
}
