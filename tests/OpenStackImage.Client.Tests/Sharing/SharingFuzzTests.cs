using CsCheck;
using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>Sharing files with random content: what is written is read back, and what is not a sharing file is one error.</summary>
public sealed class SharingFuzzTests
{
    private const int Cases = 1_000;

    private static readonly string[] Formats = ["a.yaml", "a.json", "a.csv"];

    /// <summary>Names that the formats could take for something else, and names of other tenants.</summary>
    private static readonly Gen<string> Name = Gen.OneOf(
        OneOf(
            "null", "~", "true", "No", "1e3", "0x10", "1_000", "2027-01-31", "12:30:45", "=1+1", "'", "''", "-", "- a", "a: b", "a #b",
            "[x]", "{x}", "&a", "*a", "!x",
            "|", ">", "%a", "@a", "`a", "\"", "\\", "\\;", ";", "a;b", "a=b", ",", "\n", "\r\n", " a ", "\t", "?", "? a", "...", "---",
            "<<", "\u0085", "\u2028", "\uFEFF",
            "\u202E", "😀", "日本", "\u0001", "\uFFFD", ".inf", ".nan", "0o7", "+1", "001"),
        Gen.String[Gen.Char["ab01 ,;=:#'\"\\\n\r\t-[]{}&*!|>%@`ä日~?."], 1, 12]);

    private static readonly Gen<string?> Maybe = Gen.Bool.SelectMany(
        isGiven => isGiven ? Name.Select(name => (string?)name) : Gen.Const((string?)null));

    private static readonly Gen<DateTimeOffset?> End = Gen.OneOf(
        Gen.Const((DateTimeOffset?)null),
        Gen.Int[0, 20_000].Select(day => (DateTimeOffset?)new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day)),
        Gen.Long[0, 1_000_000_000_000_000]
            .Select(ticks => (DateTimeOffset?)new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks)));

    private static readonly Gen<ListedProject> Project = Gen.Select(
        Maybe, Maybe, Maybe, OneOf<string?>(null, "pending", "accepted", "rejected"), End,
        (id, name, domain, status, until)
            => new ListedProject(id is null && name is null && domain is null ? "p" : id, name, domain, status, until, 0));

    private static readonly Gen<ImageSelector> Selector = Gen.Select(
        Gen.Int[0, 3], Maybe, Name, Name.Array[0, 3], Gen.Select(Name, Name).Array[0, 3], Maybe, Maybe,
        (kind, maybe, name, tags, properties, owner, domain) => kind == 0
            ? new ImageSelector { Id = Guid.NewGuid().ToString("D"), Name = maybe }
            : new ImageSelector
            {
                Name = kind == 1 ? name : null,
                Pattern = kind == 2 ? name : null,
                Tags = kind == 3 && tags.Length == 0 ? ["t"] : [.. tags.Distinct(StringComparer.Ordinal)],
                Properties = new SortedDictionary<string, string>(
                    properties.Where(property => property.Item1.Trim().Length > 0).DistinctBy(property => property.Item1)
                        .ToDictionary(property => property.Item1, property => property.Item2), StringComparer.Ordinal),
                Owner = owner,
                OwnerDomain = owner is null ? null : domain,
            });

    private static readonly Gen<SharingDocument> Document = Gen.Select(Selector, Project.Array[0, 4]).Array[0, 5].Select(entries
        => new SharingDocument("a.json", [.. entries.DistinctBy(entry => entry.Item1.ToString())
            .Select(entry => new SharingEntry(entry.Item1, entry.Item2, 0))]));

    [Fact]
    public void A_written_file_is_read_back_unchanged_in_every_format()
        => Document.Sample(
            document =>
            {
                var expected = SharingFile.Text(document);
                foreach (var format in Formats)
                {
                    var text = SharingFile.Text(document with { Path = format });
                    var read = SharingFile.Parse(format, text);
                    Assert.Equal(expected, SharingFile.Text(read with { Path = "a.json" }));
                    Assert.Equal(text, SharingFile.Text(read));
                }
            },
            iter: Cases);

    [Fact]
    public void A_changed_file_is_read_or_is_an_error_with_a_line_of_the_file()
        => Gen.Select(Document, Gen.Int[0, 2], Gen.Int[0, 100_000], Gen.Int[0, 20],
            Gen.String[Gen.Char["{}[]\",:'&*!|>%@`#-? \t\n\r=;\\ab1~<.\u0001\u2028"], 0, 6]).Sample(
            (document, format, at, removed, added) =>
            {
                var text = SharingFile.Text(document with { Path = Formats[format] });
                at %= text.Length + 1;
                AssertReadOrRefused(Formats[format], text.Remove(at, Math.Min(removed, text.Length - at)).Insert(at, added));
            },
            iter: Cases * 2);

    [Fact]
    public void Any_text_is_read_or_is_an_error_with_a_line_of_the_file()
        => Gen.Select(
            Gen.OneOf(Gen.String, Gen.String[Gen.Char["{}[]\",:'&*!|>%@`#-? \t\n\r=;\\ab1~<."], 0, 60],
                Gen.String[Gen.Char["[{(-? :&*!"], 0, 3_000]),
            Gen.Int[0, 2]).Sample((text, format) => AssertReadOrRefused(Formats[format], text), iter: Cases);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void AssertReadOrRefused(string path, string text)
    {
        try
        {
            SharingFile.Parse(path, text);
        }
        catch (SharingFileException failure)
        {
            Assert.Equal("SharingFile", failure.ErrorId);
            Assert.InRange(failure.Line, 0, 2 + text.Count(character => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029'));
        }
    }
}
