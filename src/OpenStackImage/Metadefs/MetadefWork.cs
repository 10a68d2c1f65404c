using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>What the cmdlets do with the definitions of one kind in a namespace.</summary>
internal sealed class MetadefWork<T>(OpenStackSession session, MetadefKind<T> kind, PipelineWriter writer)
    where T : class
{
    private readonly MetadefClient<T> _client = new(session, kind, writer);

    /// <summary>Writes those of the namespace that were named, or all.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="names">Names, also with wildcards; null for all.</param>
    public async Task GetAsync(string @namespace, string[]? names)
    {
        if (kind.IsShownAlone && names is not null && !names.Any(WildcardPattern.ContainsWildcardCharacters))
        {
            foreach (var name in names)
            {
                await writer.TryAsync(name, async () => await writer.WriteAsync(await _client.GetAsync(@namespace, WildcardPattern.Unescape(name), writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
            }

            return;
        }

        var patterns = names?.Select(name => NamePattern.Of(name, ignoreCase: false)).ToArray();
        foreach (var item in await _client.ListAsync(@namespace, writer.CancellationToken).ConfigureAwait(false))
        {
            if (patterns?.Any(pattern => pattern.IsMatch(item.ToString()!)) != false)
            {
                await writer.WriteAsync(item).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes one, and writes it.</summary>
    public async Task AddAsync(string @namespace, MetadefDraft draft)
    {
        if (await writer.ConfirmAsync($"Add {kind.Word} '{draft.Name}' to namespace '{@namespace}'").ConfigureAwait(false))
        {
            await writer.WriteAsync(await _client.AddAsync(@namespace, draft, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Changes one.</summary>
    public async Task SetAsync(string @namespace, string name, MetadefDraft draft, bool passThru)
    {
        if (await writer.ConfirmAsync($"Change {kind.Word} '{name}' of namespace '{@namespace}'").ConfigureAwait(false))
        {
            var changed = await _client.SetAsync(@namespace, name, draft, writer.CancellationToken).ConfigureAwait(false);
            if (passThru)
            {
                await writer.WriteAsync(changed).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes some. One that fails is one error; the others are still removed.</summary>
    public async Task RemoveAsync(string @namespace, string[] names)
    {
        foreach (var name in names)
        {
            await writer.TryAsync(name, async () =>
            {
                if (await writer.ConfirmAsync($"Remove {kind.Word} '{name}' from namespace '{@namespace}'").ConfigureAwait(false))
                {
                    await _client.RemoveAsync(@namespace, name, writer.CancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }
}
