using System.Globalization;

namespace OpenStackImage.Benchmarks;

/// <summary>Prints measurements as a Markdown table.</summary>
internal static class Table
{
    private static readonly string[] Headings = ["operation", "module", "baseline", "ratio", "target", "baseline operation"];

    public static void Write(IEnumerable<Measurement> measurements)
    {
        var rows = measurements.Select(Cells).Prepend(Headings).ToList();
        var widths = Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |");
        }
    }

    private static string[] Cells(Measurement measured) =>
    [
        measured.Operation,
        Figure(measured.Module, measured.Unit),
        Figure(measured.Baseline, measured.Unit),
        measured.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
        measured.Target + (measured.IsMet is false ? " (missed)" : ""),
        measured.BaselineOperation,
    ];

    private static string Figure(double value, string unit)
        => $"{value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture)} {unit}";
}
