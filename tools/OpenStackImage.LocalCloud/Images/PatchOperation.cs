using System.Text.Json;
using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>One operation of a JSON patch, read and checked as Glance does before it looks at the image.</summary>
internal sealed partial record PatchOperation(string Op, string Name, JsonElement Value, bool Draft4)
{
    private static readonly string[] Supported = ["add", "remove", "replace"];
    private static readonly string Available = string.Join(", ", Supported);

    public static PatchOperation? Read(ServiceRequest request, JsonElement raw, bool draft4, out Reply? refusal)
    {
        refusal = null;
        if (raw.ValueKind != JsonValueKind.Object)
        {
            return Refuse("Operations must be JSON objects.", out refusal);
        }

        if (ReadOp(raw, draft4, out var op) is { } badOp)
        {
            return Refuse(badOp, out refusal);
        }

        if (ReadPointer(raw, draft4, op, out var names) is { } badPointer)
        {
            return Refuse(badPointer, out refusal);
        }

        var depth = names[0] == "locations" && op != "replace" ? 2 : 1;
        if (names.Length != depth)
        {
            return Refuse($"Invalid JSON pointer for this resource: '/{string.Join('/', names)}'", out refusal);
        }

        JsonElement value = default;
        if (op != "remove" && !raw.TryGetProperty("value", out value))
        {
            return Refuse($"Operation \"{op}\" requires a member named \"value\".", out refusal);
        }

        if (ImageAttributes.IsReadOnly(names[0]))
        {
            refusal = ImageError.Forbidden(request, $"Attribute '{names[0]}' is read-only.");
        }
        else if (ImageAttributes.IsReserved(names[0]))
        {
            refusal = ImageError.Forbidden(request, $"Attribute '{names[0]}' is reserved.");
        }
        else if (
            op != "remove"
                && SchemaCheck.Refuse(
                    JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [names[0]] = value })) is { } mismatch)
        {
            refusal = ImageError.BadRequest(request, mismatch);
        }

        return refusal is null ? new(op, names[0], value, draft4) : null;

        PatchOperation? Refuse(string message, out Reply? reply)
        {
            reply = ImageError.BadRequest(request, message);
            return null;
        }
    }

    private static string? ReadOp(JsonElement raw, bool draft4, out string op)
    {
        op = "";
        if (draft4)
        {
            var named = Supported.Where(name => raw.TryGetProperty(name, out _)).ToArray();
            op = named.FirstOrDefault("");
            return named.Length == 1 ? null
                : named.Length == 0 ? "Operation objects must contain exactly one member named \"add\", \"remove\", or \"replace\"."
                : "Operation objects must contain only one member named \"add\", \"remove\", or \"replace\".";
        }

        if (!raw.TryGetProperty("op", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return $"Unable to find `op` in JSON Schema change. It must be one of the following: {Available}.";
        }

        op = given.ToString();
        return Supported.Contains(op) ? null : $"Invalid operation: `{op}`. It must be one of the following: {Available}.";
    }

    private static string? ReadPointer(JsonElement raw, bool draft4, string op, out string[] names)
    {
        names = [];
        if (!raw.TryGetProperty(draft4 ? op : "path", out var given))
        {
            return "Unable to find 'path' in JSON Schema change";
        }

        var pointer = given.ToString();
        if (!pointer.StartsWith('/'))
        {
            return $"Pointer `{pointer}` does not start with \"/\".";
        }

        if (AdjacentSlashes().IsMatch(pointer, 1))
        {
            return $"Pointer `{pointer}` contains adjacent \"/\".";
        }

        if (pointer.Length > 1 && pointer.EndsWith('/'))
        {
            return $"Pointer `{pointer}` end with \"/\".";
        }

        if (StrayTilde().IsMatch(pointer))
        {
            return $"Pointer `{pointer}` contains \"~\" not part of a recognized escape sequence.";
        }

        names = [.. pointer.TrimStart('/').Split('/').Select(Unescaped)];
        return null;
    }

    private static string Unescaped(string name)
        => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"/\s*?/")]
    private static partial Regex AdjacentSlashes();

    [GeneratedRegex("~[^01]|~$")]
    private static partial Regex StrayTilde();
}
