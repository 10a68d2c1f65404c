using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenStackImage.Docs;

/// <summary>
/// The view file of the module: the views of the module's objects, and the same views for objects that come from a job, a remote session or
/// a Clixml file. Such an object has the properties of the original, but not the indexer that the views use for the texts of properties.
/// The scripts of these views compute the same texts; they use no method and no type that Constrained Language mode forbids.
/// </summary>
internal static partial class ModuleViews
{
    private const string Prefix = "Deserialized.";

    /// <summary>What <c>TerminalText</c> replaces, as a pattern in a format string.</summary>
    private const string Controls = @"[\p{{Cc}}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]";

    /// <summary>A line for each property.</summary>
    private const string Every =
        "((@($_.PSObject.Properties) | & {{ process {{ if ($null -ne $_.Value) {{ "
        + "('{{0}} : {{1}}' -f $_.Name, ($_.Value -join ', ')) -replace '" + Controls + "', '?' }} }} }}) -join \"`n\")";

    private const string Whole = "(\"$_\" -replace '" + Controls + "', '?')";

    /// <summary>A size with a unit, as <c>ByteSize.Text</c> formats it.</summary>
    private const string Size =
        "$(if ($null -ne $_.{0}) {{ if ($_.{0} -lt 1KB) {{ '{{0}} B' -f $_.{0} }} else {{ $n = $_.{0}; $u = -1; "
        + "do {{ $n /= 1KB; $u++ }} while ($n -ge 1023.95 -and $u -lt 5); "
        + "'{{0:0.0}} {{1}}' -f $n, ('KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB')[$u] }} }})";

    /// <summary>The number of bytes after the size, as <c>ByteSize.Detail</c> formats it.</summary>
    private const string Bytes = "$(if ($_.{0} -ge 1KB) {{ ' ({{0:N0}} bytes)' -f $_.{0} }})";

    /// <summary>A text, or a list that is joined; control characters are replaced.</summary>
    private const string Text = "((@($_.{0}) -join ', ') -replace '" + Controls + "', '?')";

    /// <summary>A line for each entry of a dictionary.</summary>
    private const string Entries =
        "$($map = $_.{0}; ($map.Keys | Sort-Object | & {{ process {{ ('{{0}}={{1}}' -f $_, $map[$_]) -replace '" + Controls
        + "', '?' }} }}) -join \"`n\")";

    /// <summary>Writes the view file, without white space between elements: each import reads it.</summary>
    /// <param name="views">The file of the views of the module's objects.</param>
    /// <param name="output">The path of the file to write.</param>
    public static void Write(string views, string output)
    {
        var file = XDocument.Load(views);
        foreach (var view in file.Descendants("View").ToArray())
        {
            view.Parent!.Add(Deserialized(view));
        }

        file.Save(output, SaveOptions.DisableFormatting);
    }

    private static XElement Deserialized(XElement view)
    {
        var copy = new XElement(view);
        foreach (var type in copy.Descendants("TypeName"))
        {
            type.Value = Prefix + type.Value;
        }

        foreach (var script in copy.Descendants("ScriptBlock"))
        {
            script.Value = Indexer().Replace(script.Value, match => Expression(match.Groups[1].Value));
        }

        return copy;
    }

    private static string Expression(string property) => property switch
    {
        "*" => Format(Every, property),
        "ToString" => Format(Whole, property),
        "Size" => Format(Size, property),
        "Size.Detail" or "VirtualSize.Detail" => '"' + Format(Size, property.Split('.')[0]) + Format(Bytes, property.Split('.')[0]) + '"',
        "PathAndQuery" => "$_.Uri.PathAndQuery",
        "Properties" or "Metadata" => Format(Entries, property),
        _ => Format(Text, property),
    };

    private static string Format(string script, string property) => string.Format(CultureInfo.InvariantCulture, script, property);

    [GeneratedRegex(@"\$_\['([A-Za-z.*]+)'\]")]
    private static partial Regex Indexer();
}
