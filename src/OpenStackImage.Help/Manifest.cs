using System.Collections;
using System.Management.Automation.Language;

namespace OpenStackImage.Help;

/// <summary>What the help takes from OpenStackImage.psd1.</summary>
internal sealed class Manifest
{
    private readonly Hashtable _values;

    public Manifest(string root)
    {
        var parsed = Parser.ParseFile(Path.Combine(root, "OpenStackImage.psd1"), out _, out _);
        _values = (Hashtable)parsed.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)!.SafeGetValue();
    }

    /// <summary>Where the project lives: the beginning of each page's address.</summary>
    public string ProjectUri => (string)((Hashtable)((Hashtable)_values["PrivateData"]!)["PSData"]!)["ProjectUri"]!;
}
