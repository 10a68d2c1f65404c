using OpenStackImage.Metadefs;

namespace OpenStackImage.Completion;

/// <summary>Completes the names of the definitions of a metadata definition namespace, of the kind that the cmdlet is for.</summary>
public sealed class MetadefNameCompleter : SessionCompleter
{
    private protected override string Key(CompletionContext context) => $"{context.CommandName}\n{context.Text("Namespace")}";

    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        if (context.Text("Namespace") is not { } name || context.CommandName.StartsWith("New-", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var found = await new NamespaceClient(session, null).GetAsync(name, null, cancellationToken).ConfigureAwait(false);
        foreach (var candidate in Candidates(context.CommandName, found))
        {
            add(candidate);
        }
    }

    private static IEnumerable<Candidate> Candidates(string command, ImageMetadefNamespace found)
        => Ends(command, "Property") ? found.Properties.Select(property => Candidate.Of(property.Name, property.Title))
            : Ends(command, "Object") ? found.Objects.Select(item => Candidate.Of(item.Name, item.Description))
            : Ends(command, "Tag") ? found.Tags.Select(tag => Candidate.Of(tag))
            : found.ResourceTypes.Select(type => Candidate.Of(type.Name));

    private static bool Ends(string command, string noun) => command.EndsWith(noun, StringComparison.OrdinalIgnoreCase);
}
