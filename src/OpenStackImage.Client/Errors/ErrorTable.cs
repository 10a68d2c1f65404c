namespace OpenStackImage.Errors;

/// <summary>One kind of error.</summary>
/// <param name="Id">The ID, which does not change between versions.</param>
/// <param name="Category">One of <see cref="ErrorCategories"/>.</param>
/// <param name="Exception">
/// The type of every exception with this ID. The exception type of a resource is declared in its own folder; its row has the base type.
/// </param>
/// <param name="Status">The HTTP status with which a service usually refuses the request; null for errors without a response.</param>
/// <param name="Cause">What failed and why, in general: the messages of the errors name the resources.</param>
/// <param name="RecommendedAction">How to fix it, unless the error itself is more precise. Code is in backticks, as in Markdown.</param>
/// <param name="Phrases">Messages of services that lead to this error; {} stands for a variable part.</param>
internal sealed record ErrorRow(
    string Id, string Category, Type Exception, int? Status, string Cause, string RecommendedAction, params string[] Phrases);

/// <summary>
/// The kinds of errors: the one source of the categories and recommended actions of exceptions and ErrorRecords, and of docs/errors.md.
/// </summary>
internal static partial class ErrorTable
{
    /// <summary>The rows in the order of their IDs.</summary>
    public static IReadOnlyList<ErrorRow> Rows { get; } =
        [.. Images.Concat(Imports).Concat(Sharing).Concat(Services).OrderBy(row => row.Id, StringComparer.Ordinal)];

    private static readonly Dictionary<string, ErrorRow> ById = Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>Returns the row of an ID, or the row of an unexpected error if the ID has no row.</summary>
    public static ErrorRow Of(string id) => ById.TryGetValue(id, out var row) ? row : ById[ErrorIds.UnexpectedFailure];

    /// <summary>Returns the recommended action of an ID as plain text.</summary>
    public static string RecommendedActionOf(string id) => Of(id).RecommendedAction.Replace("`", "");
}
