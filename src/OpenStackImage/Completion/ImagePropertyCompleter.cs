using System.Management.Automation;
using OpenStackImage.Schemas;

namespace OpenStackImage.Completion;

/// <summary>Completes the names of the well-known properties of images, those of the cloud's schema and those that other services read (hw_*), and the values of those that have few.</summary>
public class ImagePropertyCompleter : SessionCompleter
{
    /// <summary>What stands between the name and what comes next.</summary>
    private protected virtual string Behind => "=";

    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var ofSchema = await new SchemaClient(session, null).WellKnownAsync(cancellationToken).ConfigureAwait(false);
        var names = new HashSet<string>(ofSchema.Select(property => property.Name), StringComparer.Ordinal);
        return ofSchema
            .Concat(ServiceProperties.All.Where(property => !names.Contains(property.Name)))
            .SelectMany(property => new[] { property.Name + Behind }
                .Concat(Behind.Length == 0 ? [] : property.AllowedValues.Select(value => property.Name + Behind + value))
                .Select(text => (Text: text, property.Description)))
            .Where(candidate => pattern.IsMatch(candidate.Text))
            .Select(candidate => new CompletionResult(
                candidate.Text, candidate.Text, CompletionResultType.ParameterValue, candidate.Description.Length == 0 ? candidate.Text : candidate.Description))
            .ToArray();
    }
}

/// <summary>Completes names of properties that are to be removed.</summary>
public sealed class ImagePropertyNameCompleter : ImagePropertyCompleter
{
    private protected override string Behind => "";
}
