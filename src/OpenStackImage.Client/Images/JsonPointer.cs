namespace OpenStackImage.Images;

/// <summary>The encoder for names in JSON pointers (RFC 6901), the paths of a JSON patch.</summary>
internal static class JsonPointer
{
    /// <summary>
    /// Returns the pointer to a field of the document. The order of the replacements is relevant: ~1 represents a slash, and ~0 a tilde.
    /// </summary>
    /// <param name="field">The name of the field, of any characters.</param>
    public static string Of(string field) => "/" + field.Replace("~", "~0").Replace("/", "~1");
}
