using System.Collections;
using System.Globalization;

namespace OpenStackImage;

/// <summary>What -Property takes: a hashtable, or texts of the form <c>name=value</c>, as the openstack client has them.</summary>
public sealed class ImageProperties
{
    /// <summary>One property, <c>name=value</c>.</summary>
    /// <exception cref="ArgumentException">The text has no name or no equals sign.</exception>
    public ImageProperties(string assignment)
    {
        var equals = (assignment ?? throw new ArgumentNullException(nameof(assignment))).IndexOf('=');
        Values = equals > 0
            ? new Dictionary<string, string>(StringComparer.Ordinal) { [assignment.Substring(0, equals).Trim()] = assignment.Substring(equals + 1) }
            : throw new ArgumentException($"'{assignment}' is no property: write name=value, or a hashtable.", nameof(assignment));
    }

    /// <summary>Several properties.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public ImageProperties(IDictionary values)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in values ?? throw new ArgumentNullException(nameof(values)))
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)?.Trim();
            texts[string.IsNullOrEmpty(name) ? throw new ArgumentException("A property has no name.", nameof(values)) : name!] =
                Convert.ToString(entry.Value, CultureInfo.InvariantCulture) ?? "";
        }

        Values = texts;
    }

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>All properties of several; of one name the last counts.</summary>
    internal static IReadOnlyDictionary<string, string> Merge(IEnumerable<ImageProperties> parts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in parts.SelectMany(part => part.Values))
        {
            all[property.Key] = property.Value;
        }

        return all;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Values.Select(property => $"{property.Key}={property.Value}"));
}
