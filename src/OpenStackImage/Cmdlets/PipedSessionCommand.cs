using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Cmdlets;

/// <summary>The base class of the cmdlets that get the data of a cloud or of a session: only sessions can be piped to them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PipedSessionCommand : SessionCommand
{
    /// <summary>
    /// Specifies one or more sessions, or their names. Wildcards are supported, and sessions can be piped to the cmdlet. Default: the
    /// default session of this runspace.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override OpenStackSession[]? Session { get; set; }
}
