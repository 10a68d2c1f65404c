using System.Management.Automation;

namespace OpenStackImage.Tests.Documentation;

/// <summary>docs/errors.md and the sources know the same errors.</summary>
public sealed class ErrorsPageTests
{
    [Fact]
    public void Every_error_of_the_sources_has_a_row_and_no_row_is_left_over()
        => Assert.Equal(ErrorsPage.IdsInSource.Order(StringComparer.Ordinal), ErrorsPage.Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_rows_are_in_alphabetical_order()
        => Assert.Equal(ErrorsPage.Rows.Keys.Order(StringComparer.Ordinal), ErrorsPage.Rows.Keys);

    [Fact]
    public void Every_category_is_one_that_PowerShell_knows()
        => Assert.All(ErrorsPage.Rows.Values.SelectMany(row => row.Categories), category => Assert.True(Enum.TryParse<ErrorCategory>(category, out _), category));
}
