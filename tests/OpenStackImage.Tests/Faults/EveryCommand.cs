using System.Reflection;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>A command line of each cmdlet that sends requests, and the images and definitions that they use.</summary>
internal static class EveryCommand
{
    /// <summary>The command lines.</summary>
    public static IEnumerable<string> Lines => typeof(StopAnywhereTests)
        .GetMethod(nameof(StopAnywhereTests.Stopping_at_each_request_ends_immediately_and_leaves_the_session_usable))!
        .GetCustomAttributes<InlineDataAttribute>()
        .Select(line => (string)line.Data[0]!);

    /// <summary>Creates what a command line uses, sets the variables of the shell, and signs in.</summary>
    /// <returns>The folder of the files.</returns>
    public static async Task<CloudsFolder> PrepareAsync(TestCloud cloud, Shell shell, string command)
    {
        var demo = cloud.Demo;
        var name = TestCloud.Name("stopped");
        var id = await demo.CreateImageAsync(name);
        await demo.ShareAsync(id, cloud.Alt);
        shell.Set("id", id).Set("name", name).Set("names", new[] { name, "no such", id })
            .Set("private", await demo.CreateImageAsync(TestCloud.Name("stopped"), "private"));

        var folder = new CloudsFolder(shell).Write("disk.img", "data")
            .Write("sharing.yaml", $"""
                version: 1
                shares:
                  - images: {"{"}id: {id}{"}"}
                    projects: [{"{"}name: {cloud.Admin.ProjectName}, domain: Default, status: accepted{"}"}]
                """)
            .Write("space.json", """{"namespace": "imported", "properties": {"p": {"title": "P", "type": "string"}}}""");
        var filled = await demo.CreateImageAsync(TestCloud.Name("stopped"));
        await demo.UploadAsync(filled, new byte[1000]);
        shell.Set("filled", filled).Set("queued", await demo.CreateImageAsync(TestCloud.Name("stopped"))).Set("space", $"stopped-{id}")
            .Set("file", folder.Path("disk.img")).Set("saved", folder.Path("saved.img")).Set("json", folder.Path("space.json"))
            .Set("sharing", folder.Path("sharing.yaml"));
        shell.Connect(cloud.AuthUrl, cloud.Alt, "-NotDefault");
        shell.Connect(cloud.AuthUrl, cloud.Admin);
        if (command.Contains("$space", StringComparison.Ordinal))
        {
            shell.Run("""
                $null = New-OSImageMetadefNamespace $space; $null = New-OSImageMetadefProperty $space p -Title P -Type string
                $null = New-OSImageMetadefObject $space o
                $null = New-OSImageMetadefTag $space t; $null = New-OSImageMetadefResourceTypeAssociation $space OS::Glance::Image
                """).MustSucceed();
        }

        return folder;
    }
}
