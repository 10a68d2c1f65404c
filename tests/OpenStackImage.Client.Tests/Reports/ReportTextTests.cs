using System.Net;
using CsCheck;
using OpenStackImage.Reports;

namespace OpenStackImage.Client.Tests.Reports;

/// <summary>The encoders and readers of reports, with any text.</summary>
public sealed class ReportTextTests
{
    [Fact]
    public void Any_text_is_text_in_HTML() => Gen.String.Sample(text =>
    {
        var encoded = HtmlText.Of(text);

        Assert.DoesNotContain(encoded, character => character is '<' or '>' or '"' or '\'' or '`');
        Assert.Equal(TerminalText.Of(text), WebUtility.HtmlDecode(encoded));
    });

    [Fact]
    public void Any_text_is_one_label_of_Mermaid()
        => Gen.String.Sample(text => Assert.Matches("^\"([\\p{L}\\p{Nd} _./:+=,-]|#[0-9]+;)*\"$", MermaidText.Label(text)));

    [Fact]
    public void Any_field_of_a_CSV_file_is_read_as_it_was_written() => Gen.String.Array[1, 4].Sample(fields =>
    {
        var cells = fields.Prepend("x").Select(field => field.Replace("\"", "\"\"", StringComparison.Ordinal));
        var text = "ImageId,a,b,c,d\r\n" + string.Join(',', cells.Select(cell => $"\"{cell}\""));

        var line = Assert.Single(CsvText.Read(text, "ImageId")!);

        Assert.Equal(fields, line.Skip(1).Select(field => field.Value));
    });

    [Theory]
    [InlineData("2026-11-26T20:24:51Z")]
    [InlineData("2026-11-26T21:24:51+01:00")]
    [InlineData("/Date(1795724691000)/")]
    public void A_time_is_read_in_each_format(string text)
        => Assert.Equal(new DateTime(2026, 11, 26, 20, 24, 51, DateTimeKind.Utc), ReportTime.Parse(text)!.Value.ToUniversalTime());

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("/Date(x)/")]
    [InlineData("/Date(9223372036854775807)/")]
    [InlineData("/Date(-9223372036854775808)/")]
    public void Text_that_is_not_a_time_is_ignored(string text) => Assert.Null(ReportTime.Parse(text));
}
