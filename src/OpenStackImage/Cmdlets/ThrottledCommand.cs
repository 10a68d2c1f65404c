using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Cmdlets;

/// <summary>The base class of the cmdlets that send several requests at the same time: adds -ThrottleLimit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ThrottledCommand : SessionCommand
{
    /// <summary>
    /// Specifies the maximum number of images or names that are processed at the same time. Changes to one image are always sent one after
    /// another. The default is 8, except for Save-OSImage (4), Copy-OSImage (2), Remove-OSImage (1) and Wait-OSImage (64). If an upstream
    /// command of the pipeline has a pipeline variable (-PipelineVariable), the cmdlet processes one pipeline object after another, as with
    /// -ThrottleLimit 1. Specify -ThrottleLimit 1 if a script depends on that order for another reason.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 256)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;
}
