using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>
/// The base class of the cmdlets that change the definitions of one kind in a metadata definition namespace: adds -Namespace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MetadefCommand<T> : SessionCommand
    where T : class
{
    /// <summary>Specifies the namespace, for example OS::Compute::Watchdog.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    private protected abstract MetadefKind<T> Kind { get; }

    /// <summary>Starts to add a definition to the namespace and to write it.</summary>
    private protected void StartAdd(MetadefDraft draft)
    {
        var (@namespace, kind) = (Namespace, Kind);
        Start(draft.Name, async writer =>
        {
            if (await writer.ConfirmAsync($"Add {kind.Word} '{draft.Name}' to namespace '{@namespace}'").ConfigureAwait(false))
            {
                var client = new MetadefClient<T>(writer.Session, kind, writer);
                var added = await client.AddAsync(@namespace, draft, writer.CancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(added).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Starts to change a definition of the namespace.</summary>
    /// <param name="name">The definition.</param>
    /// <param name="draft">The changes.</param>
    /// <param name="passThru">True to write the changed definition.</param>
    private protected void StartSet(string name, MetadefDraft draft, bool passThru)
    {
        var (@namespace, kind) = (Namespace, Kind);
        Start(name, async writer =>
        {
            if (!await writer.ConfirmAsync($"Change {kind.Word} '{name}' of namespace '{@namespace}'").ConfigureAwait(false))
            {
                return;
            }

            var client = new MetadefClient<T>(writer.Session, kind, writer);
            var changed = await client.SetAsync(@namespace, name, draft, writer.CancellationToken).ConfigureAwait(false);
            if (passThru)
            {
                await writer.WriteAsync(changed).ConfigureAwait(false);
            }
        });
    }
}
