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
    public virtual string[] Name { get; set; } = [];

    /// <summary>Starts to remove each definition. A failure is one error; the other definitions are still removed.</summary>
    protected override void ProcessRecord()
    {
        var (@namespace, names, kind) = (Namespace, Name, Kind);
        Start(@namespace, async writer =>
        {
            foreach (var name in names)
            {
                await writer.TryAsync(name, () => RemoveAsync(kind, @namespace, name, writer)).ConfigureAwait(false);
            }
        });
    }

    private static async Task RemoveAsync(MetadefKind<T> kind, string @namespace, string name, PipelineWriter writer)
    {
        if (await writer.ConfirmAsync($"Remove {kind.Word} '{name}' from namespace '{@namespace}'").ConfigureAwait(false))
        {
            var client = new MetadefClient<T>(writer.Session, kind, writer);
            await client.RemoveAsync(@namespace, name, writer.CancellationToken).ConfigureAwait(false);
        }
    }
}
