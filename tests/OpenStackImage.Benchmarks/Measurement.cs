namespace OpenStackImage.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Job">What was done.</param>
/// <param name="Floor">What it is compared with.</param>
/// <param name="Ours">The median, as the table shows it, with its unit.</param>
/// <param name="FloorValue">The floor's median.</param>
/// <param name="Ratio">Ours by the floor's; null where there is no floor.</param>
/// <param name="Goal">The ratio that is aimed at, with its direction: "&lt;= 1.10", "&gt;= 0.95"; empty where there is none.</param>
internal sealed record Measurement(string Job, string Floor, string Ours, string FloorValue, double? Ratio, string Goal)
{
    /// <summary>Whether the goal is met; null without one.</summary>
    public bool? IsMet
    {
        get
        {
            if (Goal.Length == 0 || Ratio is not { } ratio)
            {
                return null;
            }

            var limit = double.Parse(Goal[2..], System.Globalization.CultureInfo.InvariantCulture);
            return Goal.StartsWith("<=", StringComparison.Ordinal) ? ratio <= limit : ratio >= limit;
        }
    }
}
