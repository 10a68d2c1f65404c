using System.Diagnostics;

namespace OpenStackImage.Errors;

/// <summary>One attempt to send a request.</summary>
/// <param name="Number">Counts the attempts of an operation from 1.</param>
/// <param name="Started">When the first attempt of the operation started, as a timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="PriorFailure">The failure of the attempt before; null for the first.</param>
/// <param name="PriorOutcomeUnknown">True if an earlier attempt may have taken effect although its response was lost.</param>
internal sealed record Attempt(int Number, long Started, OpenStackException? PriorFailure, bool PriorOutcomeUnknown)
{
    /// <summary>True if the connection of the attempt before broke, so that other kept connections may be broken too.</summary>
    public bool NeedsNewConnection => PriorFailure is ConnectionException { WasReached: true };

    /// <summary>The time since the first attempt started.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - Started) / (double)Stopwatch.Frequency);

    /// <summary>Returns the first attempt of an operation that starts now.</summary>
    public static Attempt Start() => new(1, Stopwatch.GetTimestamp(), PriorFailure: null, PriorOutcomeUnknown: false);

    /// <summary>Returns the attempt that follows a failure of this one.</summary>
    public Attempt After(OpenStackException failure)
        => OverNewConnection(failure) with { Number = Number + 1 };

    /// <summary>Returns the same attempt over a new connection, after the kept one turned out to be closed.</summary>
    public Attempt OverNewConnection(OpenStackException failure) => this with
    {
        PriorFailure = failure,
        PriorOutcomeUnknown = PriorOutcomeUnknown || failure.OutcomeUnknown || failure is ServiceException { PriorOutcomeUnknown: true },
    };
}
