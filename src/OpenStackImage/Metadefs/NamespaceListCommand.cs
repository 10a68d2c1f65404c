using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of the cmdlets that process metadata definition namespaces: adds -Namespace.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NamespaceListCommand : SessionCommand
{
    /// <summary>Specifies one or more namespaces, for example OS::Compute::Watchdog. Get- cmdlets accept wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    [ObjectText("Namespace")]
    public string[] Namespace { get; set; } = [];

    /// <summary>Starts the work for each namespace of the current pipeline object.</summary>
    protected override void ProcessRecord()
    {
        var current = Snapshot<NamespaceListCommand>();
        foreach (var @namespace in current.Namespace)
        {
            Start(@namespace, writer => current.ProcessNamespaceAsync(@namespace, writer));
        }
    }

    /// <summary>
    /// Does the cmdlet's work for one namespace; runs on the thread pool, on a copy of the cmdlet with the parameters of that pipeline
    /// object.
    /// </summary>
    private protected abstract Task ProcessNamespaceAsync(string @namespace, PipelineWriter writer);
}
