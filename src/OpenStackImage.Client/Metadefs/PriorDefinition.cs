namespace OpenStackImage.Metadefs;

/// <summary>Whether a definition existed before the request that adds it.</summary>
internal enum PriorDefinition
{
    /// <summary>The definition was not read. Its creation time shows whether it is older than the request.</summary>
    NotRead,

    Absent,

    Exists,
}
