using System.Globalization;

namespace OpenStackImage.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Module">The time or memory of the module.</param>
/// <param name="Baseline">The time or memory of the baseline.</param>
/// <param name="Unit">The unit of both: ms, KiB.</param>
/// <param name="BaselineOperation">What the baseline does.</param>
/// <param name="Target">The target of the ratio with its direction ("&lt;= 1.10", "&gt;= 0.95"); empty if there is none.</param>
internal sealed record Measurement(
    string Operation, double Module, double Baseline, string Unit, string BaselineOperation, string Target = "")
{
    /// <summary>
    /// The module divided by the baseline; for a target of "at least", the throughput of the module divided by that of the baseline.
    /// </summary>
    public double Ratio => Target.StartsWith(">=", StringComparison.Ordinal) ? Baseline / Module : Module / Baseline;

    /// <summary>True if the target is met; null without a target.</summary>
    public bool? IsMet => Target.Length == 0 ? null : Target.StartsWith("<=", StringComparison.Ordinal) ? Ratio <= Limit : Ratio >= Limit;

    private double Limit => double.Parse(Target[2..], CultureInfo.InvariantCulture);
}
