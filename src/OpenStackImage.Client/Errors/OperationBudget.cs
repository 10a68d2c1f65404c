namespace OpenStackImage.Errors;

/// <summary>
/// The limits of one operation, which ensure that it ends for every sequence of responses: the number of requests, including the GET
/// requests that verify an earlier one, and the total time of the waits between them.
/// </summary>
internal sealed class OperationBudget
{
    /// <summary>Four attempts, and the GET requests after attempts with an unknown outcome.</summary>
    public const int MaxRequests = 12;

    /// <summary>Three of the longest waits that a service can request, and the waits of the GET requests.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    private int _requests;
    private TimeSpan _waited;

    /// <summary>False once another request would exceed the budget.</summary>
    public bool HasLeft => _requests < MaxRequests && _waited < MaxWait;

    /// <summary>Counts a request.</summary>
    public void CountRequest() => _requests++;

    /// <summary>Counts a wait.</summary>
    /// <returns>The wait, shortened to what is left.</returns>
    public TimeSpan CountWait(TimeSpan wait)
    {
        var left = MaxWait - _waited;
        var shortened = wait < left ? wait : left;
        _waited += shortened;
        return shortened;
    }
}
