using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>The progress of a command that processes many items, shown once it has taken two seconds.</summary>
/// <param name="activity">The name of the cmdlet.</param>
internal sealed class FanOutProgress(string activity)
{
    /// <summary>Differs from the IDs of transfers and imports, which may be shown at the same time.</summary>
    private const int ActivityId = 1_962_000;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private TimeSpan? _shownAt;

    /// <summary>Returns the record to show; null if it is too early.</summary>
    /// <param name="done">The number of items that were processed.</param>
    /// <param name="known">The number of items that are known so far.</param>
    public ProgressRecord? Next(int done, int known)
    {
        var now = _elapsed.Elapsed;
        if (known < 2 || now < Delay || now - _shownAt < Interval)
        {
            return null;
        }

        _shownAt = now;
        var status = string.Format(CultureInfo.InvariantCulture, "{0} of {1}", done, known);
        return new ProgressRecord(ActivityId, activity, status) { PercentComplete = (int)(done * 100L / known) };
    }

    /// <summary>Returns the record that ends the progress; null if none was shown.</summary>
    public ProgressRecord? End()
        => _shownAt is null ? null : new ProgressRecord(ActivityId, activity, "Completed") { RecordType = ProgressRecordType.Completed };
}
