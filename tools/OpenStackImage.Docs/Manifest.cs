using System.Collections;
using System.Management.Automation.Language;

namespace OpenStackImage.Docs;

/// <summary>OpenStackImage.psd1, whose values stand nowhere else.</summary>
internal sealed class Manifest
{
    private readonly Hashtable _values;

    public Manifest(string root)
    {
        var parsed = Parser.ParseFile(Path.Combine(root, "OpenStackImage.psd1"), out _, out _);
        _values = (Hashtable)parsed.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!.SafeGetValue();
    }

    /// <summary>Where the project lives: the beginning of each page's address.</summary>
    public string ProjectUri => Published("ProjectUri");

    public IEnumerable<string> Tags => ((IEnumerable)Data["Tags"]!).Cast<string>();

    private Hashtable Data => (Hashtable)((Hashtable)_values["PrivateData"]!)["PSData"]!;

    public string Text(string key) => (string)_values[key]!;

    public IEnumerable<string> Texts(string key) => ((IEnumerable)_values[key]!).Cast<string>();

    /// <summary>A value of PrivateData.PSData, which is for the PowerShell Gallery.</summary>
    public string Published(string key) => (string)Data[key]!;
}
