namespace OpenStackImage.Sharing;

/// <summary>
/// Builds a document while a file is read, one entry at a time, so that the values of the whole file are not in memory at once. The format
/// of the file does not matter.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class SharingDocumentBuilder(string path)
{
    /// <summary>The maximum number of entries, which is about the number in a file of the maximum size.</summary>
    private const int MaxEntries = 200_000;

    private readonly SharingEntryReader _reader = new(path);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<SharingEntry> _entries = [];
    private string? _lastRow;

    public string Path => path;

    /// <summary>Adds a key of the document.</summary>
    /// <exception cref="SharingFileException">The key is unknown, or a duplicate.</exception>
    public void Key(string key, int line)
    {
        if (!SharingKeys.OfDocument.Contains(key, StringComparer.Ordinal))
        {
            throw SharingEntryReader.UnknownKey(path, line, key, SharingKeys.OfDocument);
        }

        if (!_keys.Add(key))
        {
            throw Malformed(line, $"'{key}' occurs twice.");
        }
    }

    /// <summary>Sets the value of a key.</summary>
    /// <exception cref="SharingFileException">The value is invalid.</exception>
    public void Value(string key, SharingNode value)
    {
        switch (key)
        {
            case SharingKeys.Schema when value.Text is null:
                throw Malformed(value.Line, $"'{key}' should be the address of a JSON Schema, but is {value.Kind}.");
            case SharingKeys.Version when value.Text is not (SharingKeys.CurrentVersion or SharingKeys.CurrentVersionAsFloat):
                throw Malformed(value.Line, $"this module supports only version {SharingKeys.CurrentVersion} of the format.");
            case SharingKeys.Shares when value.Items is null:
                throw Malformed(value.Line, $"'{key}' should be a list of entries, but is {value.Kind}.");
            case SharingKeys.Shares:
                foreach (var item in value.Items)
                {
                    Entry(item);
                }

                break;
        }
    }

    /// <summary>Adds an entry of the list of entries.</summary>
    /// <exception cref="SharingFileException">The entry is invalid.</exception>
    public void Entry(SharingNode value) => Add(_reader.Read(value));

    /// <summary>Adds a row of a table: a row with the same images as the previous row adds a project to the same entry.</summary>
    /// <param name="value">The row as an entry.</param>
    /// <param name="images">The cells that select the images.</param>
    /// <exception cref="SharingFileException">The row is invalid.</exception>
    public void Row(SharingNode value, string images)
    {
        var row = _reader.Read(value);
        if (images == _lastRow)
        {
            ((List<ListedProject>)_entries[_entries.Count - 1].Projects).AddRange(row.Projects);
        }
        else
        {
            Add(row);
            _lastRow = images;
        }
    }

    /// <summary>Returns the document.</summary>
    /// <param name="requiresKeys">True for a format in which the document has keys.</param>
    /// <exception cref="SharingFileException">A key is missing.</exception>
    public SharingDocument Build(bool requiresKeys)
    {
        foreach (var key in requiresKeys ? new[] { SharingKeys.Version, SharingKeys.Shares } : [])
        {
            if (!_keys.Contains(key))
            {
                throw Malformed(0, key == SharingKeys.Version
                    ? $"'{key}: {SharingKeys.CurrentVersion}' is missing. A sharing file begins with it."
                    : $"'{key}' is missing. It is the list of entries; [] is an empty list.");
            }
        }

        return new SharingDocument(path, _entries);
    }

    private void Add(SharingEntry entry)
    {
        if (_entries.Count == MaxEntries)
        {
            throw Malformed(entry.Line, FormattableString.Invariant($"the file has more than {MaxEntries} entries."));
        }

        _entries.Add(entry);
    }

    private SharingFileException Malformed(int line, string message) => SharingFileException.Malformed(path, line, message);
}
