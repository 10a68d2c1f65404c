namespace OpenStackImage.Http;

/// <summary>How long a connection is kept after a response.</summary>
internal enum ConnectionUse
{
    /// <summary>For minutes.</summary>
    Kept,

    /// <summary>For a request that follows within about a second.</summary>
    KeptBriefly,

    /// <summary>Not at all.</summary>
    Single,
}
