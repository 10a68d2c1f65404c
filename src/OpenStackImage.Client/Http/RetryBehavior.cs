namespace OpenStackImage.Http;

/// <summary>The behavior after a failed attempt.</summary>
/// <param name="Verification">Determines whether an attempt with an unknown outcome took effect; null if that is not relevant.</param>
/// <param name="VerifiesFirst">True for requests that must not take effect twice: they are verified before they are repeated.</param>
internal sealed record RetryBehavior(Verification? Verification, bool VerifiesFirst)
{
    /// <summary>The request can be repeated: a repetition has no further effect.</summary>
    public static RetryBehavior Repeatable { get; } = new(null, VerifiesFirst: false);

    /// <summary>The request can be repeated. After a 500, which is not repeated, it is verified.</summary>
    public static RetryBehavior RepeatableAndVerified(Verification? verification) => new(verification, VerifiesFirst: false);

    /// <summary>The request must not take effect twice.</summary>
    public static RetryBehavior VerifiedBeforeRepeat(Verification verification) => new(verification, VerifiesFirst: true);
}
