using System.Management.Automation;

namespace OpenStackImage.Tests.Documentation;

/// <summary>docs/errors.md matches the source code.</summary>
public sealed class ErrorsPageTests
{
    [Fact]
    public void Every_error_has_a_row_and_every_row_an_error()
        => Assert.Equal(ErrorsPage.IdsInSource.Order(StringComparer.Ordinal), ErrorsPage.Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_rows_are_in_alphabetical_order()
        => Assert.Equal(ErrorsPage.Rows.Keys.Order(StringComparer.Ordinal), ErrorsPage.Rows.Keys);

    [Fact]
    public void Every_category_is_an_ErrorCategory()
        => Assert.All(
            ErrorsPage.Rows.Values.SelectMany(row => row.Categories),
            category => Assert.True(Enum.TryParse<ErrorCategory>(category, out _), category));
}
