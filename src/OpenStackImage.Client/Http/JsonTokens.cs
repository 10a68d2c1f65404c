using System.Text;
using Newtonsoft.Json;

namespace OpenStackImage.Http;

/// <summary>The tokens of a JSON text, which are read one after another: strings, numbers, the three literals and punctuation.</summary>
internal ref struct JsonTokens(ReadOnlySpan<byte> text)
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>True if all of the text was read.</summary>
    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>Returns the next byte; 0 at the end.</summary>
    public readonly byte Peek() => _at < _text.Length ? _text[_at] : (byte)0;

    /// <summary>Skips one byte.</summary>
    public void Skip() => _at++;

    /// <summary>Skips the rest of the text.</summary>
    public void SkipToEnd() => _at = _text.Length;

    public void SkipWhiteSpace()
    {
        while (Peek() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    /// <exception cref="JsonReaderException">The next byte is another one.</exception>
    public void Expect(byte character)
    {
        if (IsAtEnd && character is (byte)'}' or (byte)']')
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

    /// <exception cref="JsonReaderException">More text follows.</exception>
    public readonly void ExpectEnd()
    {
        if (!IsAtEnd)
        {
            throw Unexpected();
        }
    }

    /// <summary>Reads a string, a number, true, false or null.</summary>
    /// <exception cref="JsonReaderException">The text is none of them.</exception>
    public void ReadScalar()
    {
        switch (Peek())
        {
            case Quote:
                ReadString();
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadNumber();
                break;
            case (byte)'t':
                ReadWord("true"u8);
                break;
            case (byte)'f':
                ReadWord("false"u8);
                break;
            default:
                ReadWord("null"u8);
                break;
        }
    }

    /// <exception cref="JsonReaderException">The text is not a string.</exception>
    public void ReadString()
    {
        Expect(Quote);
        while (true)
        {
            var rest = _text.Slice(Math.Min(_at, _text.Length));
            var special = rest.IndexOfAny(Quote, Backslash);
            if (special < 0)
            {
                SkipToEnd();
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

    private void ReadNumber()
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

    private void ReadWord(ReadOnlySpan<byte> word)
    {
        if (!_text.Slice(_at).StartsWith(word))
        {
            throw Unexpected();
        }

        _at += word.Length;
    }

    private readonly JsonReaderException Unexpected() => new(
        _at < _text.Length
            ? $"the character '{TerminalText.Of(Encoding.ASCII.GetString([_text[_at]]))}' at byte {_at} is not JSON."
            : "the text ends in the middle of a value.",
        path: "",
        LineAt(Math.Min(_at, _text.Length)),
        linePosition: 0,
        innerException: null);

    /// <summary>The number of the line with a byte, from 1.</summary>
    private readonly int LineAt(int position)
    {
        var line = 1;
        foreach (var character in _text.Slice(0, position))
        {
            line += character == (byte)'\n' ? 1 : 0;
        }

        return line;
    }
}
