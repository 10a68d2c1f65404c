using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of the cmdlets that get the definitions of one kind in metadata definition namespaces: adds -Name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GetMetadefCommand<T> : NamespaceListCommand
    where T : class
{
    /// <summary>
    /// Specifies the names of the definitions. Wildcards are supported. If omitted, all definitions of the namespace are returned.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MetadefNameCompleter))]
    [ObjectText("Name")]
    public virtual string[]? Name { get; set; }

    private protected abstract MetadefKind<T> Kind { get; }

    private protected override async Task ProcessNamespaceAsync(string @namespace, PipelineWriter writer)
    {
        var client = new MetadefClient<T>(writer.Session, Kind, writer);
        if (NamePattern.IsPlain(@namespace, out var plain))
        {
            await WriteNamedAsync(client, plain, writer).ConfigureAwait(false);
            return;
        }

        var pattern = NamePattern.Of(@namespace);
        var namespaces = new NamespaceClient(writer.Session, writer).ListAsync(null, null, writer.CancellationToken);
        await foreach (var found in namespaces.ConfigureAwait(false))
        {
            if (pattern.IsMatch(found.Namespace))
            {
                await writer.TryAsync(found.Namespace, () => WriteListedAsync(client, found.Namespace, writer)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes the definitions of a namespace. A name without wildcards that it does not have is an error.</summary>
    private async Task WriteNamedAsync(MetadefClient<T> client, string @namespace, PipelineWriter writer)
    {
        if (Kind.HasItemUrl && Name is not null && !Name.Any(WildcardPattern.ContainsWildcardCharacters))
        {
            foreach (var name in Name)
            {
                var literal = WildcardPattern.Unescape(name);
                await writer.TryAsync(name, () => GetAsync(client, @namespace, literal, writer)).ConfigureAwait(false);
            }

            return;
        }

        await WriteListedAsync(client, @namespace, writer).ConfigureAwait(false);
    }

    private async Task WriteListedAsync(MetadefClient<T> client, string @namespace, PipelineWriter writer)
    {
        // Glance distinguishes upper and lower case in names.
        var patterns = Name?.Select(name => NamePattern.Of(name, ignoreCase: false)).ToArray();
        foreach (var item in await client.ListAsync(@namespace, writer.CancellationToken).ConfigureAwait(false))
        {
            if (patterns is null || patterns.Any(pattern => pattern.IsMatch(item.ToString()!)))
            {
                await writer.WriteAsync(item).ConfigureAwait(false);
            }
        }
    }

    private static async Task GetAsync(MetadefClient<T> client, string @namespace, string name, PipelineWriter writer)
    {
        var found = await client.GetAsync(@namespace, name, writer.CancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(found).ConfigureAwait(false);
    }
}
