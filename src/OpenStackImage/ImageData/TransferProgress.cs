using System.Diagnostics;
using System.Management.Automation;
using OpenStackImage.Cmdlets;


namespace OpenStackImage.ImageData;

/// <summary>Shows the progress of a transfer: the amount, the speed, and the remaining time.</summary>
/// <param name="writer">Writes the progress records.</param>
/// <param name="activity">The title of the progress bar.</param>
/// <param name="total">The number of bytes; null if it is not known.</param>
internal sealed class TransferProgress(PipelineWriter writer, string activity, long? total) : IProgress<long>, IDisposable
{
    private const double MinimumSecondsBetween = 0.25;
    private const double SecondsOfSpeed = 5;

    private static int _lastId;

    private readonly int _id = Interlocked.Increment(ref _lastId);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Queue<(double Seconds, long Bytes)> _samples = new();
    private bool _isShown;

    /// <summary>Reports the number of bytes so far.</summary>
    public void Report(long value)
    {
        var now = _clock.Elapsed.TotalSeconds;
        if (_samples.Count > 0 && now - _samples.Last().Seconds < MinimumSecondsBetween)
        {
            return;
        }

        _samples.Enqueue((now, value));
        while (_samples.Count > 2 && now - _samples.Peek().Seconds > SecondsOfSpeed)
        {
            _samples.Dequeue();
        }

        var (firstSeconds, firstBytes) = _samples.Peek();
        var speed = now > firstSeconds && value > firstBytes ? (value - firstBytes) / (now - firstSeconds) : 0;
        _isShown = true;
        writer.WriteProgress(new ProgressRecord(_id, activity, Status(value, speed))
        {
            PercentComplete = total is > 0 ? (int)Math.Min(100, value * 100.0 / total.Value) : -1,
            SecondsRemaining = total is not null && speed > 0 ? (int)Math.Min(int.MaxValue, (total.Value - value) / speed) : -1,
        });
    }

    /// <summary>Removes the display.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            writer.WriteProgress(new ProgressRecord(_id, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private string Status(long value, double speed)
    {
        var done = total is null ? ByteSize.Text(value) : $"{ByteSize.Text(value)} of {ByteSize.Text(total.Value)}";
        return speed > 0 ? $"{done}, {ByteSize.Text((long)speed)}/s" : done;
    }
}
