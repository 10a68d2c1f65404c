namespace OpenStackImage.Images;

/// <summary>The single encoder for names in JSON pointers (RFC 6901), the paths of a JSON patch.</summary>
internal static class JsonPointer
{
    /// <summary>Returns the pointer to a field of the document. The order matters: ~1 stands for a slash, and ~0 for a tilde.</summary>
    /// <param name="field">The name of the field, of any characters.</param>
    public static string Of(string field) => "/" + field.Replace("~", "~0").Replace("/", "~1");
}
