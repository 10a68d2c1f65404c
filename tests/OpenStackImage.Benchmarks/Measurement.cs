using System.Globalization;

namespace OpenStackImage.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Job">What was done.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Floor">The floor's.</param>
/// <param name="Unit">Of both: ms, KiB.</param>
/// <param name="FloorIs">What the floor does.</param>
/// <param name="Goal">The ratio that is aimed at, with its direction ("&lt;= 1.10", "&gt;= 0.95"); empty where there is none.</param>
internal sealed record Measurement(string Job, double Ours, double Floor, string Unit, string FloorIs, string Goal = "")
{
    /// <summary>Ours by the floor's; for a goal of "at least" the other way round: the share of the floor's speed.</summary>
    public double Ratio => Goal.StartsWith(">=", StringComparison.Ordinal) ? Floor / Ours : Ours / Floor;

    /// <summary>Whether the goal is met; null without one.</summary>
    public bool? IsMet => Goal.Length == 0 ? null : Goal.StartsWith("<=", StringComparison.Ordinal) ? Ratio <= Limit : Ratio >= Limit;

    private double Limit => double.Parse(Goal[2..], CultureInfo.InvariantCulture);
}
