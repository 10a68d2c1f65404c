namespace OpenStackImage.Errors;

/// <summary>
/// What one operation may spend, so that no sequence of responses keeps it going: the requests that it sends, including the GETs that
/// verify an earlier one, and the time that it waits between them.
/// </summary>
internal sealed class OperationBudget
{
    /// <summary>Four attempts, and the GETs after those whose outcome is unknown.</summary>
    public const int MaxRequests = 12;

    /// <summary>The longest waits that a service may ask for three times, and the waits of the GETs.</summary>
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
