using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>Nothing that the caller may see has this name.</summary>
public sealed class NameNotFoundException : OpenStackException
{
    /// <param name="errorId">The stable name.</param>
    /// <param name="message">What was not found.</param>
    /// <param name="recommendedAction">What mends it.</param>
    internal NameNotFoundException(string errorId, string message, string recommendedAction) : base(errorId, $"{message} {recommendedAction}") => RecommendedAction = recommendedAction;
}

/// <summary>Several things have this name, and none is chosen at random. The message lists them.</summary>
public sealed class AmbiguousNameException : OpenStackException
{
    /// <param name="errorId">The stable name.</param>
    /// <param name="message">What has the name several times.</param>
    /// <param name="recommendedAction">What mends it.</param>
    /// <param name="candidates">Those that have it.</param>
    internal AmbiguousNameException(string errorId, string message, string recommendedAction, IEnumerable<string> candidates)
        : base(errorId, $"{message} {recommendedAction}: {string.Join("; ", candidates)}.") => RecommendedAction = recommendedAction + ".";
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

/// <summary>The cloud's Image API is older than what was asked of it. The message says which version it takes and which the cloud has.</summary>
public sealed class ImageApiException : OpenStackException
{
    /// <param name="what">What was asked, as the beginning of a sentence.</param>
    /// <param name="needed">The version that has it, for example 2.17.</param>
    /// <param name="present">The newest version of the cloud.</param>
    internal ImageApiException(string what, string needed, string present)
        : base(ErrorIds.ImageApiTooOld, $"{what} needs Image API {needed} or newer; this cloud has {present}. {Mend}")
        => (NeededVersion, PresentVersion, RecommendedAction) = (needed, present, Mend);

    private const string Mend = "Only the cloud's operators can change that, with a newer Glance.";

    /// <summary>The version that it takes.</summary>
    public string NeededVersion { get; }

    /// <summary>The newest version that the cloud has.</summary>
    public string PresentVersion { get; }
}

/// <summary>No file has a cloud of this name. The message lists those that there are.</summary>
public sealed class CloudNotFoundException : OpenStackException
{
    internal CloudNotFoundException(string message) : base(ErrorIds.CloudNotFound, message) => RecommendedAction = "Get-OpenStackCloud lists the clouds.";
}

/// <summary>A configuration file is broken, or a value in it is not what it should be. The message has file and line, and never the value.</summary>
public sealed class ConfigurationFileException : OpenStackException
{
    internal ConfigurationFileException(string message) : base(ErrorIds.ConfigurationFile, message) { }
}
