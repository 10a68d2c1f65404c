using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Sharing;

/// <summary>A class of tests with sharing files in the current folder of the shell.</summary>
public abstract class SharingFileCommandTests : SharingTests
{
    private protected SharingFileCommandTests(TestCloud cloud) : base(cloud) => Folder = new CloudsFolder(Shell);

    private protected CloudsFolder Folder { get; }

    /// <summary>Writes a file with one entry per argument: "images => project; project".</summary>
    private protected void Write(params string[] entries) => WriteFile("sharing.yaml", entries);

    private protected void WriteFile(string name, params string[] entries)
        => Folder.Write(name, "version: 1\nshares:\n" + string.Concat(entries.Select(Entry)));

    /// <summary>"kind project expected actual" of differences.</summary>
    private protected static string[] Differences(ShellResult result) => [.. result.Output
        .Select(item => new[] { item.Text("Kind"), item.Text("MemberId")
            ?? item.Text("ImageName"), item.Text("Expected"), item.Text("Actual") })
        .Select(texts => string.Join(' ', texts.Select(text => text ?? "-")))];

    private protected string ReadFile(string name) => File.ReadAllText(Folder.Path(name));

    /// <summary>An image that is shared with new projects.</summary>
    private protected async Task<(MadeImage Image, Tenant[] Projects)> SharedAsync(int count)
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(count);
        foreach (var project in projects)
        {
            await Demo.ShareAsync(image.Id, project.Id);
        }

        return (image, projects);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Shell.GoTo(Path.GetTempPath());
            Folder.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Entry(string entry)
    {
        var parts = entry.Split("=>", StringSplitOptions.TrimEntries);
        var projects = parts[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var list = projects.Length == 0 ? " []\n" : "\n" + string.Concat(projects.Select(project => $"      - {{{project}}}\n"));
        return $"  - images: {{{parts[0]}}}\n    projects:{list}";
    }
}
