using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>Nothing that the caller may see has this name.</summary>
public sealed class NameNotFoundException : OpenStackException
{
    /// <param name="errorId">The stable name.</param>
    /// <param name="message">What was not found.</param>
    /// <param name="advice">What mends it.</param>
    internal NameNotFoundException(string errorId, string message, string advice) : base(errorId, $"{message} {advice}") => Advice = advice;
}

/// <summary>Several things have this name, and none is chosen at random. The message lists them.</summary>
public sealed class AmbiguousNameException : OpenStackException
{
    /// <param name="errorId">The stable name.</param>
    /// <param name="message">What has the name several times.</param>
    /// <param name="advice">What mends it.</param>
    /// <param name="candidates">Those that have it.</param>
    internal AmbiguousNameException(string errorId, string message, string advice, IEnumerable<string> candidates)
        : base(errorId, $"{message} {advice}: {string.Join("; ", candidates)}.") => Advice = advice + ".";
}

/// <summary>The catalog of the cloud has no such service, region or interface. The message lists what it has.</summary>
public sealed class EndpointNotFoundException : OpenStackException
{
    internal EndpointNotFoundException(string message) : base(ErrorIds.EndpointNotFound, message) { }
}

/// <summary>What was given does not suffice to sign in. The message says what is missing.</summary>
public sealed class SignInOptionsException : OpenStackException
{
    internal SignInOptionsException(string message) : base(ErrorIds.SignInOptions, message) { }
}
