using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The base class of the cmdlets that get something of a cloud or of a session, so that nothing but sessions can be piped to them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PipedSessionCommand : SessionCommand
{
    /// <summary>
    /// Specifies the session to use, or its name; also several, from the pipeline too. Wildcards are supported. Default: the default
    /// session of this runspace.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override OpenStackSession[]? Session { get; set; }
}
