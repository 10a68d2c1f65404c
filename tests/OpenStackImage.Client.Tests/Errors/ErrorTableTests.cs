using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Errors;

namespace OpenStackImage.Client.Tests.Errors;

/// <summary>The table of errors is complete, and the reference of docs/errors.md is written from it.</summary>
public sealed partial class ErrorTableTests
{
    private const string Head = "| ErrorId | Category | Cause | How to fix it | Message of the service |\n"
        + "| --- | --- | --- | --- | --- |\n";

    private static readonly string Page = Path.Combine(Root(), "docs", "errors.md");

    [Fact]
    public void The_error_page_has_the_rows_of_the_table()
    {
        var text = File.ReadAllText(Page);
        var expected = text[..(text.IndexOf(Head, StringComparison.Ordinal) + Head.Length)] + string.Concat(ErrorTable.Rows.Select(RowOf));
        if (Environment.GetEnvironmentVariable("OPENSTACKIMAGE_RECORD") is "1")
        {
            File.WriteAllText(Page, expected);
            return;
        }

        Assert.Equal(expected, text);
    }

    [Fact]
    public void Every_error_ID_has_one_row()
    {
        var ids = typeof(ErrorIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), ErrorTable.Rows.Select(row => row.Id));
    }

    [Fact]
    public void Every_row_has_a_category_a_cause_and_a_recommended_action()
    {
        var categories = typeof(ErrorCategories).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();

        Assert.All(ErrorTable.Rows, row =>
        {
            Assert.Contains(row.Category, categories);
            Assert.EndsWith(".", row.Cause, StringComparison.Ordinal);
            Assert.EndsWith(".", row.RecommendedAction, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Each_reason_creates_the_exception_type_of_its_error_ID()
        => Assert.All(RefusalTable.Rows, reason =>
        {
            var refusal = ServiceException.From(ResponseOf(reason.Status, reason.Says.FirstOrDefault() ?? "The message of the service."));

            var explained = reason.Explain(refusal, Texts);

            Assert.Equal(reason.ErrorId, explained.ErrorId);
            Assert.IsType(ErrorTable.Of(reason.ErrorId).Exception, explained);
            Assert.Equal(reason.Status, explained.StatusCode);
            Assert.DoesNotContain("{", explained.Message + explained.RecommendedAction, StringComparison.Ordinal);
        });

    [Fact]
    public void Each_reason_is_found_for_its_own_response()
        => Assert.All(RefusalTable.Rows, reason =>
        {
            var refusal = ServiceException.From(ResponseOf(reason.Status, reason.Says.FirstOrDefault() ?? "The message of the service."));

            Assert.Contains(Kinds.Where(kind => reason.Of.HasFlag(kind)), kind => RefusalTable.Find(refusal, kind, reason.If) == reason);
        });

    [Fact]
    public void Each_service_message_on_the_page_maps_to_its_error()
    {
        var explained = ErrorTable.Rows.Where(row => RefusalTable.Rows.Any(reason => reason.ErrorId == row.Id));

        Assert.All(
            explained.SelectMany(row => row.Phrases.Select(phrase => (row.Id, Phrase: phrase))),
            message => Assert.Contains(
                RefusalTable.Rows,
                reason => reason.ErrorId == message.Id
                    && (reason.Says.Length == 0
                        || reason.Says.Any(part => message.Phrase.Contains(part, StringComparison.OrdinalIgnoreCase)))));
    }

    /// <summary>
    /// Checks code that contains both the type and the ID. The constructor of OpenStackException asserts the same at run time.
    /// </summary>
    [Fact]
    public void No_source_creates_an_error_with_another_exception_type()
    {
        var created = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Creation().Matches(File.ReadAllText(path)))
            .Select(match => (Type: match.Groups[1].Value, Id: match.Groups[2].Value))
            .ToArray();

        Assert.True(created.Length > 30, $"Only {created.Length} places were found.");
        Assert.All(created, error => Assert.Equal(ErrorTable.Of(error.Id).Exception.Name, error.Type));
    }

    [Theory]
    [InlineData(400, "InvalidRequest")]
    [InlineData(401, "AuthenticationFailed")]
    [InlineData(403, "AccessDenied")]
    [InlineData(404, "NotFound")]
    [InlineData(409, "Conflict")]
    [InlineData(413, "LimitExceeded")]
    [InlineData(429, "ServiceUnavailable")]
    [InlineData(500, "ServiceError")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(599, "ServiceError")]
    public void Every_status_has_an_ID_and_a_recommended_action(int status, string id)
    {
        var exception = ServiceException.From(ResponseOf(status, "The message of the service."));

        Assert.Equal(id, exception.ErrorId);
        Assert.NotEmpty(exception.RecommendedAction);
        Assert.DoesNotContain(exception.RecommendedAction, exception.Message, StringComparison.Ordinal);
    }

    private static readonly RequestKind[] Kinds =
        [.. Enum.GetValues<RequestKind>().Where(kind => System.Numerics.BitOperations.IsPow2((int)kind))];

    private static readonly Dictionary<string, string> Texts = new[]
        {
            "image", "owner", "visibility", "project", "scope", "user", "roles", "method", "methods", "uri", "stores", "task", "subject",
            "namespace", "kind",
        }
        .ToDictionary(name => name);

    private static ErrorResponse ResponseOf(int status, string message)
        => new("image", "GET", new Uri("http://cloud/"), status, "", message, "req-1", null, Attempt.Start());

    private static string RowOf(ErrorRow row)
    {
        var phrases = string.Concat(row.Phrases.Select(phrase => $"`{phrase}` "));
        return $"| `{row.Id}` | {row.Category} | {row.Cause} | {row.RecommendedAction} | {phrases}|\n";
    }

    /// <summary>
    /// Returns the root of the repository. The paths of source files are mapped in CI builds, so that they do not show it.
    /// </summary>
    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OpenStackImage.psd1")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"new (\w+Exception)\(\s*ErrorIds\.(\w+)")]
    private static partial Regex Creation();
}
