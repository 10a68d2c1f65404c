namespace OpenStackImage.Metadefs;

/// <summary>The subject of a request, for messages.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Word">The kind of definition; null for the namespace itself.</param>
/// <param name="Name">The definition; null for all of the kind.</param>
internal sealed record MetadefSubject(string Namespace, string? Word = null, string? Name = null)
{
    /// <summary>The values of the placeholders in the table of reasons.</summary>
    public Dictionary<string, string> Texts => new()
    {
        ["subject"] = ToString(),
        ["namespace"] = Namespace,
        ["kind"] = Word ?? "namespace",
    };

    public override string ToString() => Name is null ? $"namespace '{Namespace}'" : $"{Word} '{Name}' in namespace '{Namespace}'";
}
