namespace OpenStackImage.Sharing;

/// <summary>
/// A name with * (any number of characters) and ? (one character), compared ignoring case. Brackets have no special meaning. For every
/// pattern, the time is limited by the product of both lengths.
/// </summary>
/// <param name="pattern">The pattern.</param>
internal sealed class NameGlob(string pattern)
{
    private readonly string _pattern = pattern.ToUpperInvariant();

    public bool IsMatch(string? name)
    {
        if (name is null)
        {
            return false;
        }

        var text = name.ToUpperInvariant();
        var (at, part) = (0, 0);
        var (star, resume) = (-1, 0);
        while (at < text.Length)
        {
            if (part < _pattern.Length && _pattern[part] == '*')
            {
                (star, resume) = (part++, at);
            }
            else if (part < _pattern.Length && (_pattern[part] == '?' || _pattern[part] == text[at]))
            {
                part++;
                at++;
            }
            else if (star >= 0)
            {
                // The last * matches one more character.
                part = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (part < _pattern.Length && _pattern[part] == '*')
        {
            part++;
        }

        return part == _pattern.Length;
    }
}
