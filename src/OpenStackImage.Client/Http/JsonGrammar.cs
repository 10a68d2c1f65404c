using System.Text;
using Newtonsoft.Json;

namespace OpenStackImage.Http;

/// <summary>
/// Checks that a text is JSON as RFC 8259 defines it. Newtonsoft.Json also accepts comments, single quotes, names without quotes, trailing
/// commas, NaN, and numbers with leading zeros, which it reads as octal. Control characters in strings are accepted.
/// </summary>
internal ref struct JsonGrammar
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    private JsonGrammar(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>Checks a whole document. Deeper nesting than a reader accepts is left for the reader to report.</summary>
    /// <exception cref="JsonReaderException">The text is not JSON.</exception>
    public static void Check(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var grammar = new JsonGrammar(text.StartsWith(byteOrderMark) ? text.Slice(byteOrderMark.Length) : text);
        grammar.SkipWhiteSpace();
        grammar.Value(0);
        grammar.SkipWhiteSpace();
        if (grammar._at < grammar._text.Length)
        {
            throw grammar.Unexpected();
        }
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
        switch (Peek())
        {
            case (byte)'{' or (byte)'[' when depth == MaxDepth:
                _at = _text.Length;
                break;
            case (byte)'{':
                Items((byte)'}', depth, isObject: true);
                break;
            case (byte)'[':
                Items((byte)']', depth, isObject: false);
                break;
            case Quote:
                String();
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Number();
                break;
            case (byte)'t':
                Word("true"u8);
                break;
            case (byte)'f':
                Word("false"u8);
                break;
            default:
                Word("null"u8);
                break;
        }
    }

    private void Items(byte end, int depth, bool isObject)
    {
        _at++;
        SkipWhiteSpace();
        if (Peek() == end)
        {
            _at++;
            return;
        }

        while (_at < _text.Length)
        {
            if (isObject)
            {
                String();
                SkipWhiteSpace();
                Expect((byte)':');
                SkipWhiteSpace();
            }

            Value(depth + 1);
            SkipWhiteSpace();
            if (Peek() != (byte)',')
            {
                break;
            }

            _at++;
            SkipWhiteSpace();
        }

        Expect(end);
    }

    private void String()
    {
        Expect(Quote);
        while (true)
        {
            var rest = _text.Slice(Math.Min(_at, _text.Length));
            var special = rest.IndexOfAny(Quote, Backslash);
            if (special < 0)
            {
                _at = _text.Length;
                throw Unexpected();
            }

            _at += special + 1;
            if (rest[special] == Quote)
            {
                return;
            }

            Escape();
        }
    }

    private void Escape()
    {
        if ("\"\\/bfnrtu"u8.IndexOf(Peek()) < 0)
        {
            throw Unexpected();
        }

        _at++;
    }

    private void Number()
    {
        if (Peek() == (byte)'-')
        {
            _at++;
        }

        if (Peek() == (byte)'0')
        {
            _at++;
        }
        else
        {
            Digits();
        }

        if (Peek() == (byte)'.')
        {
            _at++;
            Digits();
        }

        if (Peek() is (byte)'e' or (byte)'E')
        {
            _at++;
            _at += Peek() is (byte)'+' or (byte)'-' ? 1 : 0;
            Digits();
        }
    }

    private void Digits()
    {
        var start = _at;
        while (Peek() is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Unexpected();
        }
    }

    private void Word(ReadOnlySpan<byte> word)
    {
        if (!_text.Slice(_at).StartsWith(word))
        {
            throw Unexpected();
        }

        _at += word.Length;
    }

    private void Expect(byte character)
    {
        if (_at >= _text.Length && character is (byte)'}' or (byte)']')
        {
            // Also after nesting that was not checked to its end: the reader reports a text that ends too early.
            return;
        }

        if (Peek() != character)
        {
            throw Unexpected();
        }

        _at++;
    }

    private void SkipWhiteSpace()
    {
        while (Peek() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    /// <summary>The next byte; 0 at the end.</summary>
    private readonly byte Peek() => _at < _text.Length ? _text[_at] : (byte)0;

    private readonly JsonReaderException Unexpected() => new(
        _at < _text.Length
            ? $"the character '{TerminalText.Of(Encoding.ASCII.GetString([_text[_at]]))}' at byte {_at} is not JSON."
            : "the text ends in the middle of a value.");
}
