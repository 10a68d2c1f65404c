using System.Xml.Linq;

namespace OpenStackImage.Docs;

/// <summary>
/// The metadata of the package, as Publish-Module generates it from a manifest. The PowerShell Gallery searches its tags.
/// </summary>
internal static class Nuspec
{
    private static readonly XNamespace Schema = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static XDocument Write(Manifest manifest)
    {
        var label = manifest.Published("Prerelease");
        var version = manifest.Text("ModuleVersion") + (label.Length == 0 ? "" : $"-{label}");
        var tags = manifest.Tags
            .Concat(["PSModule", "PSIncludes_Cmdlet"])
            .Concat(manifest.Texts("CmdletsToExport").Select(cmdlet => $"PSCommand_{cmdlet}"));
        return new XDocument(new XElement(Schema + "package", new XElement(
            Schema + "metadata",
            Element("id", "OpenStackImage"),
            Element("version", version),
            Element("authors", manifest.Text("Author")),
            Element("owners", manifest.Text("CompanyName")),
            Element("requireLicenseAcceptance", "false"),
            Element("licenseUrl", manifest.Published("LicenseUri")),
            Element("projectUrl", manifest.Published("ProjectUri")),
            Element("iconUrl", manifest.Published("IconUri")),
            Element("description", manifest.Text("Description")),
            Element("releaseNotes", manifest.Published("ReleaseNotes")),
            Element("copyright", manifest.Text("Copyright")),
            Element("tags", string.Join(' ', tags)))));
    }

    private static XElement Element(string name, string value) => new(Schema + name, value);
}
