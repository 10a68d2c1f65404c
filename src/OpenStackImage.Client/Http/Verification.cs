namespace OpenStackImage.Http;

/// <summary>The verdict about a request whose outcome is unknown.</summary>
internal enum Verdict
{
    /// <summary>The request took effect.</summary>
    Done,

    /// <summary>The request did not take effect, or it can be sent again without a further effect.</summary>
    NotDone,

    /// <summary>No effect is visible yet. The service may still process the request.</summary>
    Undecided,

    /// <summary>No effect is visible yet. The request can be sent again, because the service refuses a second one.</summary>
    Absent,
}

/// <summary>The result of a GET after an attempt whose outcome is unknown.</summary>
/// <param name="Response">The response; null if the resource does not exist (404).</param>
/// <param name="RequestedAt">When the first attempt was sent, by the clock of the server; null if the server does not send its
/// time.</param>
internal sealed record Evidence(ServiceResponse? Response, DateTimeOffset? RequestedAt)
{
    /// <summary>
    /// Returns the verdict about a resource that a request creates: a resource that is older than the request is not its effect. Services
    /// write whole seconds.
    /// </summary>
    /// <param name="createdAt">When it was created, by the clock of the server; null if that is not known.</param>
    public Verdict JudgeCreation(DateTimeOffset? createdAt) => (createdAt, RequestedAt) switch
    {
        ({ } created, { } requested) => created.ToUnixTimeSeconds() >= requested.ToUnixTimeSeconds() ? Verdict.Done : Verdict.NotDone,
        _ => Verdict.Undecided,
    };
}

/// <summary>Determines with GET requests whether a request with an unknown outcome took effect.</summary>
/// <param name="Url">The resource that shows the effect.</param>
/// <param name="Judge">Returns the verdict for the response.</param>
internal sealed record Verification(Flurl.Url Url, Func<Evidence, Verdict> Judge)
{
    /// <summary>
    /// A service that loses the connection to its client usually completes the request within milliseconds. A busy service takes seconds.
    /// </summary>
    private static readonly TimeSpan[] SeveralSeconds = [.. new[] { 0.1, 0.4, 0.5, 1, 2 }.Select(TimeSpan.FromSeconds)];

    /// <summary>The waits between the GETs while the verdict is undecided.</summary>
    public IReadOnlyList<TimeSpan> Waits { get; init; } = SeveralSeconds;

    /// <summary>
    /// Creates the error for an effect that stays undecided, from the failure of the request and what the last GET showed; null for
    /// <see cref="OutcomeUnknownException"/>.
    /// </summary>
    public Func<OpenStackException, Evidence?, OpenStackException>? StaysUndecided { get; init; }

    /// <summary>The command that shows the effect to the user, for the error of an unknown outcome; null for none.</summary>
    public string? Shows { get; init; }

    /// <summary>Verifies that something no longer exists.</summary>
    /// <param name="url">The resource.</param>
    /// <param name="existed">False if it did not exist before the request either, so that its absence is not the effect of the
    /// request.</param>
    /// <param name="shows">The command that shows it to the user.</param>
    public static Verification OfDeletion(Flurl.Url url, string shows, bool existed = true)
        => new(url, evidence => existed && evidence.Response is null ? Verdict.Done : Verdict.NotDone) { Shows = shows };

    /// <summary>Verifies that a resource has the state that was set.</summary>
    /// <param name="url">The resource.</param>
    /// <param name="isSet">True if the response shows the state.</param>
    /// <param name="shows">The command that shows the state to the user.</param>
    public static Verification OfState(Flurl.Url url, string shows, Func<ServiceResponse, bool> isSet)
        => new(url, evidence => evidence.Response is { } response && isSet(response) ? Verdict.Done : Verdict.NotDone) { Shows = shows };
}
