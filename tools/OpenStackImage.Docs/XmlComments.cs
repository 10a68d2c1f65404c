using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenStackImage.Docs;

/// <summary>The XML comments of the assemblies, as plain text.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the documentation files of the module's assemblies in a folder.</summary>
    public XmlComments(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "OpenStackImage*.xml"))
        {
            foreach (var member in XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
            {
                _members[(string)member.Attribute("name")!] = member;
            }
        }
    }

    public string Of(Type type) => Summary($"T:{type.FullName}");

    public string Of(PropertyInfo property)
    {
        // The comments of a generic base class are stored under its definition.
        var type = property.DeclaringType!;
        return Summary($"P:{(type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName}.{property.Name}");
    }

    private string Summary(string id)
        => _members.TryGetValue(id, out var member) && member.Element("summary") is { } summary
            ? Spaces().Replace(Text(summary), " ").Trim()
            : "";

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" or "seealso" or "paramref" } reference => Name(reference),
                XElement other => Text(other),
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>Returns the last part of the name that an element refers to.</summary>
    private static string Name(XElement reference)
    {
        var target = (string?)reference.Attribute("langword")
            ?? (string?)reference.Attribute("name")
            ?? (string?)reference.Attribute("cref")
            ?? "";
        return target.Split('(')[0].Split('.', ':')[^1];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
