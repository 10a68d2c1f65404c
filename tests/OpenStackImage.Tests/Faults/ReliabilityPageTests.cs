using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// docs/reliability.md has a line for each test that promises one, and no other; what a line says, its test compares itself.
/// </summary>
public sealed class ReliabilityPageTests
{
    [Fact]
    public void The_page_has_the_rows_of_the_tests_in_their_order()
    {
        if (ReliabilityPage.Rewrites)
        {
            // The other tests of the run are still writing.
            ReliabilityPage.RemoveLeftOvers();
            return;
        }

        Assert.Equal(
            ReliabilityPage.Promised.OrderBy(row => ReliabilityPage.Order(row.Key)).Select(row => (row.Key, row.Value)),
            ReliabilityPage.Lines.Select(line => (line.Number, line.Fault)));
    }
}
