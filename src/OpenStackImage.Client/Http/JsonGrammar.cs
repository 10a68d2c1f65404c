using Newtonsoft.Json;

namespace OpenStackImage.Http;

/// <summary>
/// Checks that a text is JSON as RFC 8259 defines it. Newtonsoft.Json also accepts comments, single quotes, names without quotes, trailing
/// commas, NaN, and numbers with leading zeros, which it reads as octal. Control characters in strings are accepted.
/// </summary>
internal ref struct JsonGrammar
{
    private const int MaxDepth = 64;

    private JsonTokens _tokens;

    private JsonGrammar(ReadOnlySpan<byte> text) => _tokens = new JsonTokens(text);

    /// <summary>Checks a whole document. Deeper nesting than a reader accepts is left for the reader to report.</summary>
    /// <exception cref="JsonReaderException">The text is not JSON.</exception>
    public static void Check(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var grammar = new JsonGrammar(text.StartsWith(byteOrderMark) ? text.Slice(byteOrderMark.Length) : text);
        grammar._tokens.SkipWhiteSpace();
        grammar.Value(0);
        grammar._tokens.SkipWhiteSpace();
        grammar._tokens.ExpectEnd();
    }

    /// <summary>True if the text is JSON.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        try
        {
            Check(text);
            return true;
        }
        catch (JsonReaderException)
        {
            return false;
        }
    }

    private void Value(int depth)
    {
        switch (_tokens.Peek())
        {
            case (byte)'{' or (byte)'[' when depth == MaxDepth:
                _tokens.SkipToEnd();
                break;
            case (byte)'{':
                Items((byte)'}', depth, isObject: true);
                break;
            case (byte)'[':
                Items((byte)']', depth, isObject: false);
                break;
            default:
                _tokens.ReadScalar();
                break;
        }
    }

    private void Items(byte end, int depth, bool isObject)
    {
        _tokens.Skip();
        _tokens.SkipWhiteSpace();
        if (_tokens.Peek() == end)
        {
            _tokens.Skip();
            return;
        }

        while (!_tokens.IsAtEnd)
        {
            if (isObject)
            {
                _tokens.ReadString();
                _tokens.SkipWhiteSpace();
                _tokens.Expect((byte)':');
                _tokens.SkipWhiteSpace();
            }

            Value(depth + 1);
            _tokens.SkipWhiteSpace();
            if (_tokens.Peek() != (byte)',')
            {
                break;
            }

            _tokens.Skip();
            _tokens.SkipWhiteSpace();
        }

        _tokens.Expect(end);
    }
}
