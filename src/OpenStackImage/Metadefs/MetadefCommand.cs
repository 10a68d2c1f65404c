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
    [ObjectText("Namespace")]
    public string Namespace { get; set; } = "";

    private protected abstract MetadefKind<T> Kind { get; }

    /// <summary>Starts to add a definition to the namespace and to write it.</summary>
    private protected void StartAdd(MetadefDraft draft)
    {
        var current = Snapshot<MetadefCommand<T>>();
        Start(draft.Name, writer => current.AddAsync(draft, writer));
    }

    /// <summary>Starts to change a definition of the namespace.</summary>
    /// <param name="name">The definition.</param>
    /// <param name="draft">The changes.</param>
    /// <param name="passThru">True to write the changed definition.</param>
    private protected void StartSet(string name, MetadefDraft draft, bool passThru)
    {
        var current = Snapshot<MetadefCommand<T>>();
        Start(name, writer => current.SetAsync(name, draft, passThru, writer));
    }

    private async Task AddAsync(MetadefDraft draft, PipelineWriter writer)
    {
        if (await writer.ConfirmAsync($"Add {Kind.Word} '{draft.Name}' to namespace '{Namespace}'").ConfigureAwait(false))
        {
            var client = new MetadefClient<T>(writer.Session, Kind, writer);
            var added = await client.AddAsync(Namespace, draft, writer.CancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(added).ConfigureAwait(false);
        }
    }

    private async Task SetAsync(string name, MetadefDraft draft, bool passThru, PipelineWriter writer)
    {
        if (!await writer.ConfirmAsync($"Change {Kind.Word} '{name}' of namespace '{Namespace}'").ConfigureAwait(false))
        {
            return;
        }

        var client = new MetadefClient<T>(writer.Session, Kind, writer);
        var changed = await client.SetAsync(Namespace, name, draft, writer.CancellationToken).ConfigureAwait(false);
        if (passThru)
        {
            await writer.WriteAsync(changed).ConfigureAwait(false);
        }
    }
}
