using System.Collections;
using System.Globalization;
using OpenStackImage.Cmdlets;

namespace OpenStackImage;

/// <summary>The value of -Property: a hashtable, or text of the form <c>name=value</c>, as the openstack client has it.</summary>
public sealed class ImageProperties
{
    /// <summary>One property, <c>name=value</c>.</summary>
    /// <exception cref="ArgumentException">The text has no name or no equals sign.</exception>
    public ImageProperties(string assignment)
    {
        var equals = (assignment ?? throw new ArgumentNullException(nameof(assignment))).IndexOf('=');
        Values = equals > 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [assignment.Substring(0, equals).Trim()] = assignment.Substring(equals + 1),
            }
            : throw new ArgumentException($"'{assignment}' is not a property. Specify name=value, or a hashtable.");
    }

    /// <summary>Several properties.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public ImageProperties(IDictionary values)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in values ?? throw new ArgumentNullException(nameof(values)))
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)?.Trim();
            if (string.IsNullOrEmpty(name))
            {
                throw new ArgumentException("A property has no name.");
            }

            texts[name!] = Text(name!, entry.Value);
        }

        Values = texts;
    }

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Merges properties. If a name occurs several times, the last value is used.</summary>
    internal static IReadOnlyDictionary<string, string> Merge(IEnumerable<ImageProperties> parts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in parts.SelectMany(part => part.Values))
        {
            all[property.Key] = property.Value;
        }

        return all;
    }

    /// <summary>Rejects a filter without properties, which would select all images.</summary>
    /// <exception cref="OpenStackException">All of the specified values are empty.</exception>
    internal static void RefuseEmpty(IReadOnlyCollection<ImageProperties> parts)
    {
        if (parts.Count > 0 && parts.All(part => part.Values.Count == 0))
        {
            throw ParameterRefusal.Because(
                "-Property contains no property, so it does not filter.", "Specify a property and its value, or omit -Property.");
        }
    }

    /// <summary>Glance stores only text. A list or a mapping would be converted to the name of its type.</summary>
    private static string Text(string name, object? value)
    {
        var single = PowerShellValue.Unwrap(value);
        return single is IEnumerable and not string
            ? throw new ArgumentException($"The value of property '{name}' is a list. Specify one text, number or Boolean value.")
            : single is bool flag ? flag.ToString(CultureInfo.InvariantCulture)
            : Convert.ToString(single, CultureInfo.InvariantCulture) ?? "";
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Values.Select(property => $"{property.Key}={property.Value}"));
}
