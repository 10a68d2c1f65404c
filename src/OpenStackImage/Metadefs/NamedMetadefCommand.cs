using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of the cmdlets that add or change one definition in a metadata definition namespace: adds -Name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NamedMetadefCommand<T> : MetadefCommand<T>
    where T : class
{
    /// <summary>Specifies the name of the definition.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetadefNameCompleter))]
    [ObjectText("Name")]
    public virtual string Name { get; set; } = "";
}
