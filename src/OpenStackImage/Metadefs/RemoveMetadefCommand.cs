using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of the cmdlets that remove definitions of one kind from a metadata definition namespace: adds -Name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RemoveMetadefCommand<T> : MetadefCommand<T>
    where T : class
{
    /// <summary>Specifies the names of the definitions to remove.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetadefNameCompleter))]
    [ObjectText("Name")]
    public virtual string[] Name { get; set; } = [];

    /// <summary>Indicates that the cmdlet writes the removed definitions. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Starts to remove each definition. A failure is one error; the other definitions are still removed.</summary>
    protected override void ProcessRecord()
    {
        var current = Snapshot<RemoveMetadefCommand<T>>();
        Start(Namespace, current.RemoveAllAsync);
    }

    /// <summary>Returns the sentence for the confirmation.</summary>
    private protected virtual string Sentence(string definition, string @namespace) => $"Remove {definition} from namespace '{@namespace}'";

    /// <summary>Removes a definition.</summary>
    private protected virtual Task RemoveAsync(MetadefClient<T> client, string @namespace, string name, PipelineWriter writer)
        => client.RemoveAsync(@namespace, name, writer.CancellationToken);

    private async Task RemoveAllAsync(PipelineWriter writer)
    {
        var client = new MetadefClient<T>(writer.Session, Kind, writer);
        foreach (var name in Name)
        {
            await writer.TryAsync(name, () => ConfirmAndRemoveAsync(client, name, writer)).ConfigureAwait(false);
        }
    }

    private async Task ConfirmAndRemoveAsync(MetadefClient<T> client, string name, PipelineWriter writer)
    {
        if (!await writer.ConfirmAsync(Sentence($"{Kind.Word} '{name}'", Namespace)).ConfigureAwait(false))
        {
            return;
        }

        var removed = PassThru ? await GetAsync(client, name, writer).ConfigureAwait(false) : null;
        await RemoveAsync(client, Namespace, name, writer).ConfigureAwait(false);
        if (removed is not null)
        {
            await writer.WriteAsync(removed).ConfigureAwait(false);
        }
    }

    private async Task<T?> GetAsync(MetadefClient<T> client, string name, PipelineWriter writer)
    {
        if (Kind.HasItemUrl)
        {
            return await client.GetAsync(Namespace, name, writer.CancellationToken).ConfigureAwait(false);
        }

        var items = await client.ListAsync(Namespace, writer.CancellationToken).ConfigureAwait(false);
        return items.FirstOrDefault(item => item.ToString() == name);
    }
}
