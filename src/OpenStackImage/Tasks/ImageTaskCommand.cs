using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Tasks;

/// <summary>The base class of the cmdlets that start a task of Glance for each image: adds -Wait and -TimeoutSec.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageTaskCommand : ImageCommand
{
    private const int DefaultTimeoutSec = 86_400;

    /// <summary>
    /// Indicates that the cmdlet waits until the task has finished, and shows its progress. A failed task causes an error. By default, the
    /// cmdlet does not wait.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// Specifies how many seconds the cmdlet waits with -Wait. After that, it writes an error, and the task continues. Default: 86400 (one
    /// day).
    /// </summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int? TimeoutSec { get; set; }

    private protected override IReadOnlyList<ParameterRequirement> Requirements => [new(nameof(TimeoutSec), nameof(Wait))];

    /// <summary>The maximum time to wait.</summary>
    private protected TimeSpan TimeLimit => TimeSpan.FromSeconds(TimeoutSec ?? DefaultTimeoutSec);
}
