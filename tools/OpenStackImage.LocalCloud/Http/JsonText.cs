using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpenStackImage.LocalCloud.Http;

/// <summary>
/// JSON with the spacing of Python's <c>json.dumps</c>, which both services use. Utf8JsonWriter cannot write it,
/// and lengths are compared with the real services'.
/// </summary>
internal sealed class JsonText(bool ascii = false, bool compact = false)
{
    private readonly ArrayBufferWriter<byte> _out = new(512);
    private bool _follows;

    public ReadOnlyMemory<byte> Bytes => _out.WrittenMemory;

    public JsonText BeginObject() => Open((byte)'{');

    public JsonText EndObject() => Close((byte)'}');

    public JsonText BeginArray() => Open((byte)'[');

    public JsonText EndArray() => Close((byte)']');

    public JsonText Name(string name)
    {
        Separate();
        Quote(name);
        Ascii(compact ? ":" : ": ");
        _follows = false;
        return this;
    }

    public JsonText Field(string name, string? value) => Name(name).Value(value);

    public JsonText Field(string name, long? value) => Name(name).Value(value);

    public JsonText Field(string name, bool value) => Name(name).Value(value);

    public JsonText Value(string? value)
    {
        Separate();
        if (value is null)
        {
            Ascii("null");
        }
        else
        {
            Quote(value);
        }

        return Done();
    }

    public JsonText Value(long? value) => Literal(value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    public JsonText Value(bool value) => Literal(value ? "true" : "false");

    /// <summary>A number or another literal, or JSON that is already serialized.</summary>
    public JsonText Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        _out.Write(json);
        return Done();
    }

    public JsonText Value(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                BeginObject();
                foreach (var property in element.EnumerateObject())
                {
                    Name(property.Name).Value(property.Value);
                }

                return EndObject();
            case JsonValueKind.Array:
                BeginArray();
                foreach (var item in element.EnumerateArray())
                {
                    Value(item);
                }

                return EndArray();
            case JsonValueKind.String:
                return Value(element.GetString());
            default:
                return Literal(element.GetRawText());
        }
    }

    /// <summary>Ends the document with a line feed, as Flask does.</summary>
    public JsonText LineFeed()
    {
        _out.Write("\n"u8);
        return this;
    }

    private JsonText Literal(string text)
    {
        Separate();
        Ascii(text);
        return Done();
    }

    private JsonText Open(byte bracket)
    {
        Separate();
        _out.Write([bracket]);
        _follows = false;
        return this;
    }

    private JsonText Close(byte bracket)
    {
        _out.Write([bracket]);
        return Done();
    }

    private JsonText Done()
    {
        _follows = true;
        return this;
    }

    private void Separate()
    {
        if (_follows)
        {
            Ascii(compact ? "," : ", ");
        }
    }

    private void Ascii(string text)
    {
        var span = _out.GetSpan(text.Length);
        _out.Advance(Encoding.ASCII.GetBytes(text, span));
    }

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private void Quote(string text)
    {
        _out.Write("\""u8);
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            Ascii(text);
        }
        else
        {
            Escape(text);
        }

        _out.Write("\""u8);
    }

    private void Escape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"': Ascii("\\\""); break;
                case '\\': Ascii("\\\\"); break;
                case '\n': Ascii("\\n"); break;
                case '\r': Ascii("\\r"); break;
                case '\t': Ascii("\\t"); break;
                case '\b': Ascii("\\b"); break;
                case '\f': Ascii("\\f"); break;
                case < 0x20: Ascii($"\\u{rune.Value:x4}"); break;
                case >= 0x7f when ascii: EscapeUnits(rune); break;
                default: _out.Advance(rune.EncodeToUtf8(_out.GetSpan(4))); break;
            }
        }
    }

    private void EscapeUnits(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            Ascii($"\\u{(int)unit:x4}");
        }
    }
}
