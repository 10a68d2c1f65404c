using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ImageData;

/// <summary>Shows how far data has come: how much, how fast, how long it still takes.</summary>
/// <param name="writer">Where it is shown.</param>
/// <param name="activity">What is done.</param>
/// <param name="total">How many bytes there are; null where nobody knows.</param>
internal sealed class TransferProgress(PipelineWriter writer, string activity, long? total) : IProgress<long>, IDisposable
{
    private const double LeastSecondsBetween = 0.25;
    private const double SecondsOfSpeed = 5;

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    private static int _lastId;

    private readonly int _id = Interlocked.Increment(ref _lastId);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Queue<(double Seconds, long Bytes)> _samples = new();
    private bool _isShown;

    /// <summary>So many bytes have come.</summary>
    public void Report(long value)
    {
        var now = _clock.Elapsed.TotalSeconds;
        if (_samples.Count > 0 && now - _samples.Last().Seconds < LeastSecondsBetween)
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
            PercentComplete = total is > 0 ? (int)Math.Min(100, value * 100 / total.Value) : -1,
            SecondsRemaining = total is not null && speed > 0 ? (int)Math.Min(int.MaxValue, (total.Value - value) / speed) : -1,
        });
    }

    /// <summary>Takes the display away.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            writer.WriteProgress(new ProgressRecord(_id, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private string Status(long value, double speed)
    {
        var done = total is null ? Size(value) : $"{Size(value)} of {Size(total.Value)}";
        return speed > 0 ? $"{done}, {Size(speed)}/s" : done;
    }

    private static string Size(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Format(CultureInfo.CurrentCulture, unit == 0 ? "{0:0} {1}" : "{0:0.0} {1}", bytes, Units[unit]);
    }
}
