using OpenStackImage.Errors;

namespace OpenStackImage.Client.Tests.Errors;

/// <summary>The requests and waits that an operation may spend.</summary>
public sealed class OperationBudgetTests
{
    private readonly OperationBudget _budget = new();

    [Fact]
    public void Twelve_requests_use_up_the_budget()
    {
        for (var request = 0; request < OperationBudget.MaxRequests; request++)
        {
            Assert.True(_budget.HasLeft);
            _budget.CountRequest();
        }

        Assert.False(_budget.HasLeft);
    }

    [Fact]
    public void The_last_wait_is_shortened_to_the_remaining_time()
    {
        Assert.Equal(TimeSpan.FromSeconds(100), _budget.CountWait(TimeSpan.FromSeconds(100)));
        Assert.True(_budget.HasLeft);

        Assert.Equal(TimeSpan.FromSeconds(20), _budget.CountWait(TimeSpan.FromSeconds(100)));
        Assert.False(_budget.HasLeft);
        Assert.Equal(TimeSpan.Zero, _budget.CountWait(TimeSpan.FromSeconds(100)));
    }

    [Fact]
    public void Requests_of_one_operation_share_its_budget()
    {
        var attempt = Attempt.Start();

        Assert.Same(attempt.Budget, attempt.ForRequestOfSameOperation().Budget);
        Assert.Same(attempt.Budget, attempt.After(new SessionException("a", "b")).Budget);
        Assert.NotSame(attempt.Budget, Attempt.Start().Budget);
    }
}
