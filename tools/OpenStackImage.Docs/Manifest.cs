using System.Collections;
using System.Management.Automation.Language;

namespace OpenStackImage.Docs;

/// <summary>The values of OpenStackImage.psd1.</summary>
internal sealed class Manifest
{
    private readonly Hashtable _values;

    public Manifest(string root)
    {
        var parsed = Parser.ParseFile(Path.Combine(root, "OpenStackImage.psd1"), out _, out _);
        _values = (Hashtable)parsed.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!.SafeGetValue();
    }

    /// <summary>The URL of the project. The URLs of the pages start with it.</summary>
    public string ProjectUri => Published("ProjectUri");

    public IEnumerable<string> Tags => ((IEnumerable)Data["Tags"]!).Cast<string>();

    private Hashtable Data => (Hashtable)((Hashtable)_values["PrivateData"]!)["PSData"]!;

    public string Text(string key) => (string)_values[key]!;

    public IEnumerable<string> Texts(string key) => ((IEnumerable)_values[key]!).Cast<string>();

    /// <summary>Returns a value of PrivateData.PSData, which the PowerShell Gallery reads.</summary>
    public string Published(string key) => (string)Data[key]!;
}
