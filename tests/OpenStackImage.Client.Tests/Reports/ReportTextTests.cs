using System.Net;
using CsCheck;
using OpenStackImage.Reports;

namespace OpenStackImage.Client.Tests.Reports;

/// <summary>The encoders and readers of reports, with random text.</summary>
public sealed class ReportTextTests
{
    /// <summary>Gen.String alone has printable ASCII only.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char['\u0000', '\u0100'], 0, 40], Gen.String[Gen.Char['\u0000', '\uffff'], 0, 40]);

    [Fact]
    public void Any_text_is_encoded_as_text_in_HTML() => AnyText.Sample(text =>
    {
        var encoded = HtmlText.Of(text);

        Assert.DoesNotContain(encoded, character => character is '<' or '>' or '"' or '\'' or '`');
        Assert.Equal(TerminalText.Of(text), WebUtility.HtmlDecode(encoded));
    });

    [Fact]
    public void Any_text_is_a_single_Mermaid_label()
        => AnyText.Sample(text => Assert.Matches("^\"([\\p{L}\\p{Nd} _./:+=,-]|#[0-9]+;)*\"$", MermaidText.Label(text)));

    [Fact]
    public void Any_field_of_a_CSV_file_is_read_back_unchanged() => Gen.String.Array[1, 4].Sample(fields =>
    {
        var cells = fields.Prepend("x").Select(field => field.Replace("\"", "\"\"", StringComparison.Ordinal));
        var text = "ImageId,a,b,c,d\r\n" + string.Join(',', cells.Select(cell => $"\"{cell}\""));

        var row = Assert.Single(CsvText.Read(text, "ImageId")!);

        Assert.Equal(fields, row.Cells.Skip(1).Select(field => field.Value));
    });

    [Theory]
    [InlineData("ImageId,MemberId\nx,\"y", "line 2: the quote that begins here has no end.")]
    [InlineData("ImageId;MemberId\nx;y\n\"a\nb\"c;d", "line 4: text follows the closing quote of a cell.")]
    [InlineData("#TYPE Member\r\nImageId,MemberId\r\nx,y\"z", "line 3: a quote is inside a cell without quotes.")]
    public void A_malformed_CSV_file_is_reported_with_its_line(string text, string message)
        => Assert.StartsWith(message, Assert.Throws<FormatException>(() => CsvText.Read(text, "ImageId")!.ToList()).Message);

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_delimiter_of_a_CSV_file_is_detected_with_and_without_quotes(string delimiter)
    {
        var header = string.Join(delimiter, "\"MemberId\"", "ImageId");

        var row = Assert.Single(CsvText.Read($"{header}\ny{delimiter}x", "ImageId")!);

        Assert.Equal((2, "x", "y"), (row.Line, row.Cells["ImageId"], row.Cells["MemberId"]));
    }

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
