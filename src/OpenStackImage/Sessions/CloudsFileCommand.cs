using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sessions;

/// <summary>
/// The base class of the cmdlets that read clouds.yaml: adds -ConfigFile. A failure is a terminating error of the statement.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CloudsFileCommand : AsyncCommand
{
    /// <summary>Specifies the path of the clouds.yaml file to read. Default: the first clouds.yaml in the usual folders.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigFile { get; set; }

    private protected override bool StopsAtError => true;

    /// <summary>Runs a function on the pipeline thread. A failure is a terminating error of the statement.</summary>
    private protected T OrStop<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (OpenStackException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
            throw;
        }
    }
}
