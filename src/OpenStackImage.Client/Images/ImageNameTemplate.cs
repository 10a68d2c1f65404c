using System.Globalization;
using System.Text;

namespace OpenStackImage;

/// <summary>
/// A template of a name: text with <c>{name}</c>, <c>{id}</c> and <c>{created}</c> of an image. <c>{created:yyyyMMdd}</c> has a .NET date
/// format; the time is in UTC, so that the name is the same on every machine. <c>{{</c> and <c>}}</c> are braces.
/// </summary>
public sealed class ImageNameTemplate
{
    private const string DefaultFormat = "yyyyMMddHHmmss";

    private readonly string _text;

    /// <summary>Creates a template.</summary>
    /// <exception cref="ArgumentException">The text is empty, or has an unknown field or an invalid format.</exception>
    public ImageNameTemplate(string text)
    {
        _text = string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The template is empty.") : text;
        _ = Expand("", "", default);
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>Returns the name for an image.</summary>
    internal string Expand(Image image) => Expand(image.Name ?? image.Id, image.Id, image.CreatedAt?.ToUniversalTime() ?? default);

    private string Expand(string name, string id, DateTime created)
    {
        var result = new StringBuilder();
        for (var index = 0; index < _text.Length; index++)
        {
            var character = _text[index];
            if (character is not ('{' or '}'))
            {
                result.Append(character);
            }
            else if (index + 1 < _text.Length && _text[index + 1] == character)
            {
                result.Append(character);
                index++;
            }
            else
            {
                var end = character == '{' ? _text.IndexOf('}', index) : -1;
                if (end < 0)
                {
                    throw new ArgumentException($"The template '{_text}' has a single brace. Write {{{{ or }}}} for a brace.");
                }

                result.Append(ValueOf(_text.Substring(index + 1, end - index - 1), name, id, created));
                index = end;
            }
        }

        return result.ToString();
    }

    private string ValueOf(string field, string name, string id, DateTime created)
    {
        var colon = field.IndexOf(':');
        var (key, format) = colon < 0 ? (field, DefaultFormat) : (field.Substring(0, colon), field.Substring(colon + 1));
        try
        {
            return (key, colon) switch
            {
                ("name", < 0) => name,
                ("id", < 0) => id,
                ("created", _) => created.ToString(format, CultureInfo.InvariantCulture),
                _ => throw new ArgumentException(
                    $"The template '{_text}' has the unknown field '{field}'. The fields are {{name}}, {{id}} and {{created:yyyyMMdd}}."),
            };
        }
        catch (FormatException)
        {
            throw new ArgumentException($"The template '{_text}' has the invalid date format '{format}'.");
        }
    }
}
