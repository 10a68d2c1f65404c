namespace OpenStackImage.Http;

/// <summary>How long a connection is kept after a response.</summary>
internal enum ConnectionUse
{
    /// <summary>The connection is kept for minutes.</summary>
    Kept,

    /// <summary>The connection is kept for about a second, for a subsequent request.</summary>
    KeptBriefly,

    /// <summary>The connection is not kept.</summary>
    Single,
}
