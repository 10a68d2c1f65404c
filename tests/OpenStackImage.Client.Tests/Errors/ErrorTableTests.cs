using System.Reflection;
using OpenStackImage.Errors;

namespace OpenStackImage.Client.Tests.Errors;

/// <summary>The table of errors is complete, and the reference of docs/errors.md is written from it.</summary>
public sealed class ErrorTableTests
{
    private const string Head = "| ErrorId | Category | Cause | How to fix it | Message of the service |\n"
        + "| --- | --- | --- | --- | --- |\n";

    private static readonly string Page = Path.Combine(Root(), "docs", "errors.md");

    [Fact]
    public void Docs_errors_md_has_the_rows_of_the_table()
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
        var uri = new Uri("http://cloud/");
        var response = new ErrorResponse("image", "GET", uri, status, "", "The message of the service.", null, null, Attempt.Start());

        var exception = ServiceException.From(response);

        Assert.Equal(id, exception.ErrorId);
        Assert.NotEmpty(exception.RecommendedAction);
        Assert.DoesNotContain(exception.RecommendedAction, exception.Message, StringComparison.Ordinal);
    }

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
}
