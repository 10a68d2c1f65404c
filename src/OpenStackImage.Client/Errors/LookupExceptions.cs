namespace OpenStackImage;

/// <summary>Nothing that the caller may see has this name.</summary>
public sealed class NameNotFoundException : OpenStackException
{
    internal NameNotFoundException(string errorId, string message) : base(errorId, message) { }
}

/// <summary>Several things have this name, and none is chosen at random. The message lists them.</summary>
public sealed class AmbiguousNameException : OpenStackException
{
    internal AmbiguousNameException(string errorId, string message) : base(errorId, message) { }
}

/// <summary>The catalog of the cloud has no such service, region or interface. The message lists what it has.</summary>
public sealed class EndpointNotFoundException : OpenStackException
{
    internal EndpointNotFoundException(string message) : base("EndpointNotFound", message) { }
}

/// <summary>What was given does not suffice to sign in. The message says what is missing.</summary>
public sealed class SignInOptionsException : OpenStackException
{
    internal SignInOptionsException(string message) : base("SignInOptions", message) { }
}
