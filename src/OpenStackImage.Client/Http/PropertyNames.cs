using Newtonsoft.Json;

namespace OpenStackImage.Http;

/// <summary>
/// The property names of one list page. Each item repeats them, so the text of a name is allocated once for a page. Not thread-safe.
/// </summary>
internal sealed class PropertyNames : JsonNameTable
{
    /// <summary>Images can have properties of any name. Names that occur only once need not be kept.</summary>
    private const int MaxNames = 256;

    private readonly DefaultJsonNameTable _names = new();
    private int _count;

    public override string? Get(char[] key, int start, int length)
        => _names.Get(key, start, length) is { } known ? known : _count++ < MaxNames ? _names.Add(new string(key, start, length)) : null;
}
