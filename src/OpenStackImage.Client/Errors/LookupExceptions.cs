using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>Nothing that the caller can see has this ID or name.</summary>
public sealed class NameNotFoundException : NotFoundException
{
    /// <summary>A lookup found nothing, or the text cannot be an ID.</summary>
    /// <param name="errorId">The ID of the error.</param>
    /// <param name="message">The message, which contains the resource that was not found.</param>
    /// <param name="recommendedAction">How to fix it.</param>
    internal NameNotFoundException(string errorId, string message, string recommendedAction)
        : base(errorId, message, response: null, recommendedAction)
    {
    }

    /// <summary>A service refused a request, because there is nothing with the ID.</summary>
    internal NameNotFoundException(string errorId, string message, ErrorResponse response, string? recommendedAction)
        : base(errorId, message, response, recommendedAction)
    {
    }
}

/// <summary>Several resources have this name. The message lists them.</summary>
public sealed class AmbiguousNameException : OpenStackException
{
    /// <param name="errorId">The ID of the error.</param>
    /// <param name="message">The message, which lists the resources with the name.</param>
    /// <param name="recommendedAction">How to fix it.</param>
    /// <param name="candidates">The resources.</param>
    internal AmbiguousNameException(string errorId, string message, string recommendedAction, IEnumerable<string> candidates)
        : base(errorId, $"{message.TrimEnd('.')}: {string.Join("; ", candidates)}.") => RecommendedAction = recommendedAction + ".";
}

/// <summary>The catalog of the cloud does not contain the service, region or interface. The message lists what it contains.</summary>
public sealed class EndpointNotFoundException : OpenStackException
{
    internal EndpointNotFoundException(string message) : base(ErrorIds.EndpointNotFound, message) { }
}

/// <summary>The specified values are not sufficient to connect. The message says what is missing.</summary>
public sealed class SignInOptionsException : OpenStackException
{
    internal SignInOptionsException(string message) : base(ErrorIds.SignInOptions, message) { }
}

/// <summary>The operation requires a newer Image API than the cloud supports. The message contains both versions.</summary>
public sealed class ImageApiException : OpenStackException
{
    /// <param name="what">The operation, as the beginning of a sentence.</param>
    /// <param name="needed">The version that it requires, for example 2.17.</param>
    /// <param name="present">The newest version of the cloud.</param>
    internal ImageApiException(string what, string needed, string present)
        : base(ErrorIds.ImageApiTooOld, $"{what} requires Image API {needed} or later; this cloud has {present}.")
        => (NeededVersion, PresentVersion) = (needed, present);

    /// <summary>The version that the operation requires.</summary>
    public string NeededVersion { get; }

    /// <summary>The newest version that the cloud has.</summary>
    public string PresentVersion { get; }
}

/// <summary>No clouds.yaml defines a cloud with this name. The message lists the defined clouds.</summary>
public sealed class CloudNotFoundException : OpenStackException
{
    internal CloudNotFoundException(string message) : base(ErrorIds.CloudNotFound, message) { }
}

/// <summary>A configuration file, or a value in it, is invalid. The message contains the file and the line, and never the value.</summary>
public sealed class ConfigurationFileException : OpenStackException
{
    internal ConfigurationFileException(string message) : base(ErrorIds.ConfigurationFile, message) { }
}
