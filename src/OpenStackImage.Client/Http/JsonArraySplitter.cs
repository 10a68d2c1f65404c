using System.Text;

namespace OpenStackImage.Http;

/// <summary>
/// Splits <c>{"key": [{...}, {...}], "next": "..."}</c> into its items while it is received, so that each can be read as soon as it is
/// complete. It only finds where an item begins and ends; the readers of the item and of the frame check that it is JSON.
/// </summary>
/// <param name="key">The property whose items are wanted.</param>
/// <param name="found">Receives the items that are complete, as a JSON array.</param>
/// <param name="unusable">Receives the failure of <paramref name="found"/> for an item that is JSON and cannot be used.</param>
internal sealed class JsonArraySplitter(
    string key, Action<ArraySegment<byte>> found, Action<UnexpectedResponseException> unusable) : IDisposable
{
    private const int DepthOfItems = 3;
    private const int DepthOfKeys = 1;
    private const string Placeholder = "{}";

    private readonly MemoryStream _frame = new();
    private readonly MemoryStream _item = new();
    private readonly MemoryStream _whole = new();
    private readonly MemoryStream _lastText = new();
    private readonly List<int> _itemEnds = [];
    private int _depth;
    private bool _isInText;
    private bool _isEscaped;
    private bool _isInList;
    private bool _isInItem;

    /// <summary>The JSON without the items, each of which is replaced with an empty object.</summary>
    public ArraySegment<byte> Frame => BytesOf(_frame);

    /// <summary>The number of complete items.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the next bytes; calls the receiver for the items that they complete.</summary>
    public void Add(ArraySegment<byte> bytes)
    {
        var start = bytes.Offset;
        var end = bytes.Offset + bytes.Count;
        for (var index = SkipText(bytes, start); index < end; index = SkipText(bytes, index + 1))
        {
            var character = bytes.Array![index];
            if (_isInText)
            {
                ReadText(character);
            }
            else if (character == '"')
            {
                _isInText = true;
                _lastText.SetLength(0);
            }
            else if (character is (byte)'{' or (byte)'[' && OpensItem(character))
            {
                _frame.Write(bytes.Array, start, index - start);
                start = index;
                _isInItem = true;
            }
            else if (character is (byte)'}' or (byte)']' && ClosesItem())
            {
                _item.Write(bytes.Array, start, index + 1 - start);
                start = index + 1;
                EndItem();
            }
        }

        (_isInItem ? _item : _frame).Write(bytes.Array!, start, end - start);
        if (_whole.Length > 0)
        {
            HandOver();
        }
    }

    public void Dispose()
    {
        _frame.Dispose();
        _item.Dispose();
        _whole.Dispose();
        _lastText.Dispose();
    }

    /// <summary>Passes the items together, because a separate reader for each item would take more time than the items.</summary>
    private void HandOver()
    {
        _whole.WriteByte((byte)']');
        var items = BytesOf(_whole);
        try
        {
            found(items);
        }
        catch (UnexpectedResponseException)
        {
            HandOverOneByOne(items);
        }

        _whole.SetLength(0);
        _itemEnds.Clear();
    }

    /// <summary>Passes all items except the unusable ones. An item that is not JSON ends the list.</summary>
    private void HandOverOneByOne(ArraySegment<byte> items)
    {
        var start = 1;
        foreach (var end in _itemEnds)
        {
            var item = new ArraySegment<byte>([(byte)'[', .. items.AsSpan(start, end - start), (byte)']']);
            try
            {
                found(item);
            }
            catch (UnexpectedResponseException failure) when (JsonGrammar.IsValid(item))
            {
                unusable(failure);
            }

            start = end + 1;
        }
    }

    /// <summary>Returns the next relevant index. Most of a list is text, of which only the end is relevant.</summary>
    private int SkipText(ArraySegment<byte> bytes, int index)
    {
        if (!_isInText || _isEscaped || _depth == DepthOfKeys)
        {
            return index;
        }

        var ahead = bytes.AsSpan(index - bytes.Offset).IndexOfAny((byte)'"', (byte)'\\');
        return ahead < 0 ? bytes.Offset + bytes.Count : index + ahead;
    }

    private bool OpensItem(byte bracket)
    {
        _isInList |= _depth == DepthOfKeys && bracket == '[' && TextOf(_lastText) == key;
        return ++_depth == DepthOfItems && _isInList && bracket == '{';
    }

    private bool ClosesItem()
    {
        var closes = _depth-- == DepthOfItems && _isInItem;
        _isInList &= _depth > DepthOfKeys;
        return closes;
    }

    private void ReadText(byte character)
    {
        if (character == '"' && !_isEscaped)
        {
            _isInText = false;
        }
        else if (_depth == DepthOfKeys)
        {
            _lastText.WriteByte(character);
        }

        _isEscaped = character == '\\' && !_isEscaped;
    }

    private void EndItem()
    {
        _isInItem = false;
        Count++;
        _whole.WriteByte((byte)(_whole.Length == 0 ? '[' : ','));
        _item.WriteTo(_whole);
        _itemEnds.Add((int)_whole.Length);
        _item.SetLength(0);
        _frame.Write(Encoding.ASCII.GetBytes(Placeholder), 0, Placeholder.Length);
    }

    private static ArraySegment<byte> BytesOf(MemoryStream bytes) => new(bytes.GetBuffer(), 0, (int)bytes.Length);

    private static string TextOf(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
