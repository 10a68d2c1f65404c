using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>docs/reliability.md has exactly the rows that the tests declare. Each test compares its own row.</summary>
public sealed class ReliabilityPageTests
{
    [Fact]
    public void The_page_has_the_rows_of_the_tests_in_their_order()
    {
        if (ReliabilityPage.Rewrites)
        {
            // The other tests of this run may still be writing rows.
            ReliabilityPage.RemoveLeftOvers();
            return;
        }

        Assert.Equal(
            ReliabilityPage.Promised.OrderBy(row => ReliabilityPage.Order(row.Key)).Select(row => (row.Key, row.Value)),
            ReliabilityPage.Lines.Select(line => (line.Number, line.Fault)));
    }
}
