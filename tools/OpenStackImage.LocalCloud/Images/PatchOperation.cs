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
        if (Parse(raw, draft4, out var operation) is { } complaint)
        {
            refusal = ImageError.BadRequest(request, complaint);
            return null;
        }

        refusal = Refuse(request, operation!);
        return refusal is null ? operation : null;
    }

    /// <summary>Returns what is wrong with the syntax of an operation, or null.</summary>
    private static string? Parse(JsonElement raw, bool draft4, out PatchOperation? operation)
    {
        operation = null;
        if (raw.ValueKind != JsonValueKind.Object)
        {
            return "Operations must be JSON objects.";
        }

        if (ReadOp(raw, draft4, out var op) is { } badOp)
        {
            return badOp;
        }

        if (ReadPointer(raw, draft4, op, out var names) is { } badPointer)
        {
            return badPointer;
        }

        var depth = names[0] == "locations" && op != "replace" ? 2 : 1;
        if (names.Length != depth)
        {
            return $"Invalid JSON pointer for this resource: '/{string.Join('/', names)}'";
        }

        JsonElement value = default;
        if (op != "remove" && !raw.TryGetProperty("value", out value))
        {
            return $"Operation \"{op}\" requires a member named \"value\".";
        }

        operation = new(op, names[0], value, draft4);
        return null;
    }

    private static Reply? Refuse(ServiceRequest request, PatchOperation operation)
    {
        var (op, name, value, _) = operation;
        if (ImageAttributes.IsReadOnly(name))
        {
            return ImageError.Forbidden(request, $"Attribute '{name}' is read-only.");
        }

        if (ImageAttributes.IsReserved(name))
        {
            return ImageError.Forbidden(request, $"Attribute '{name}' is reserved.");
        }

        return op != "remove" && SchemaCheck.Refuse(JsonOf(name, value)) is { } mismatch ? ImageError.BadRequest(request, mismatch) : null;
    }

    private static JsonElement JsonOf(string name, JsonElement value)
        => JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [name] = value });

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
