using System.Diagnostics;

namespace OpenStackImage.Errors;

/// <summary>One attempt to send a request.</summary>
/// <param name="Number">Counts the attempts of an operation from 1.</param>
/// <param name="Started">When the first attempt of the operation started, as a timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="Budget">The limits of the operation.</param>
/// <param name="PriorFailure">The failure of the attempt before; null for the first.</param>
/// <param name="PriorOutcomeUnknown">True if an earlier attempt may have taken effect although its response was lost.</param>
internal sealed record Attempt(int Number, long Started, OperationBudget Budget, OpenStackException? PriorFailure, bool PriorOutcomeUnknown)
{
    /// <summary>True if the connection of the previous attempt failed, so that other kept connections may have failed, too.</summary>
    public bool NeedsNewConnection => PriorFailure is ConnectionException { WasReached: true };

    /// <summary>The time since the first attempt started.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - Started) / (double)Stopwatch.Frequency);

    /// <summary>Returns the time when the first attempt started, by the clock of a server.</summary>
    /// <param name="now">The time of the server; null if it is not known.</param>
    /// <returns>Null for a time that is not known, or is before the calendar.</returns>
    public DateTimeOffset? StartedAt(DateTimeOffset? now)
        => now is { } time && time - DateTimeOffset.MinValue > Elapsed ? time - Elapsed : null;

    /// <summary>Returns the first attempt of an operation that starts now.</summary>
    public static Attempt Start() => First(new OperationBudget());

    /// <summary>Returns the first attempt of a request that belongs to the operation of this one, such as a GET that verifies it.</summary>
    public Attempt ForRequestOfSameOperation() => First(Budget);

    /// <summary>Returns the attempt that follows a failure of this one.</summary>
    public Attempt After(OpenStackException failure)
        => OverNewConnection(failure) with { Number = Number + 1 };

    /// <summary>Returns the same attempt with a new connection, after a kept connection was found to be closed.</summary>
    public Attempt OverNewConnection(OpenStackException failure) => this with
    {
        PriorFailure = failure,
        PriorOutcomeUnknown = PriorOutcomeUnknown || failure.OutcomeUnknown || failure.PriorOutcomeUnknown,
    };

    private static Attempt First(OperationBudget budget)
        => new(1, Stopwatch.GetTimestamp(), budget, PriorFailure: null, PriorOutcomeUnknown: false);
}
