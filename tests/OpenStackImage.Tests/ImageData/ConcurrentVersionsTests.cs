using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>
/// Several New-OSImage -Replaces and Restore-OSImage at the same time, in random interleavings of their requests: one version is visible
/// afterwards, none is lost, and each version that was in use is named by the command that has hidden it.
/// </summary>
public sealed class ConcurrentVersionsTests : ReplacedImageTests
{
    private static readonly string[] Commands =
    [
        "New-OSImage -Replaces $name -Path $path -DiskFormat raw",
        "New-OSImage -Replaces $name -Path $path -DiskFormat raw",
        "New-OSImage -Replaces $old -Path $path -DiskFormat raw",
        "New-OSImage -Replaces $name -Path $path -DiskFormat raw -Id ([guid]::NewGuid())",
        "Restore-OSImage $name",
        "Restore-OSImage $old -Version $previous",
    ];

    private readonly Shell[] _shells = [.. Enumerable.Range(0, 3).Select(_ => Shell.WithModule())];

    public ConcurrentVersionsTests(TestCloud cloud) : base(cloud)
    {
        // The writes of one process to one image are serialized by the host name of the cloud. The writes of different processes are not.
        string[] hosts = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"];
        foreach (var (shell, host) in _shells.Zip(hosts))
        {
            var endpoint = new UriBuilder(Cloud.Local.ImageUri) { Host = host }.Uri;
            shell.Connect(Cloud.AuthUrl, Demo, $"-ImageEndpoint {endpoint}");
        }
    }

    [LocalCloudTheory("orders the requests of several commands")]
    [InlineData(1, 30, 0)]
    [InlineData(2, 15, 2)]
    public async Task Concurrent_commands_leave_one_visible_version_and_report_the_hidden_ones(int seed, int cases, int lostResponses)
    {
        var random = new Random(seed);
        for (var i = 0; i < cases; i++)
        {
            var commands = Enumerable.Range(0, random.Next(2, 4)).Select(_ => Commands[random.Next(Commands.Length)]).ToArray();
            var (name, old, previous) = Start(commands.Length, random);

            var results = await RunAsync(commands, random, lostResponses);

            var said = string.Join('\n', results.SelectMany(Said));
            var context = $"case {i}: {string.Join(" | ", commands)}\n{said}";
            var visible = Visible(name);
            Assert.True(visible.Length > 0, context);
            Assert.True(visible.Length == 1 || said.Contains("the name is ambiguous", StringComparison.Ordinal), context);
            Assert.NotNull(Cloud.Local.State.Image(old));
            Assert.NotNull(Cloud.Local.State.Image(previous));
            foreach (var id in results.SelectMany(result => result.Output).Select(image => image.Text("Id")!))
            {
                var image = Cloud.Local.State.Image(id);
                Assert.True(image is not null, $"{id} is lost; {context}");
                Assert.True(!image.IsHidden || said.Contains(id, StringComparison.Ordinal), $"{id} is hidden; {context}");
            }

            Assert.All(results.SelectMany(result => result.Errors), error => Assert.True(
                error.Id() is "AmbiguousImageName" or "ImageChanged" or "NoEarlierVersion" or "OutcomeUnknown", $"{error}; {context}"));
        }
    }

    [LocalCloudFact("orders the requests of two commands")]
    public async Task The_newest_of_two_versions_stays_and_the_command_of_the_other_one_reports_this()
    {
        var random = new Random(3);
        for (var i = 0; i < 6; i++)
        {
            var (name, _, _) = Start(2, new Random(5));
            _shells[1].Set("path", MakeFile(Bytes(700, seed: 40), "other.img"));
            var results = await RunAsync([Commands[0], Commands[0]], random, lostResponses: 0);

            if (results.Any(result => result.Errors.Count > 0))
            {
                // The second command began while both images were visible.
                Assert.Equal("AmbiguousImageName", results.SelectMany(result => result.Errors).Single().Id());
                continue;
            }

            var ids = results.Select(result => result.Output.Single().Text("Id")!).ToArray();
            var visible = Assert.Single(Visible(name)).Id;
            Assert.Contains(visible, ids);
            Assert.Contains(ids.Single(id => id != visible), string.Join('\n', results.SelectMany(Said)), StringComparison.Ordinal);
        }
    }

    [LocalCloudFact("deletes the replaced image while its successor is uploaded")]
    public void A_replaced_image_that_is_deleted_meanwhile_does_not_hide_its_successor()
    {
        var (name, old, _) = Start(1, new Random(1));
        Cloud.Local.Faults.Add(new Fault { When = request => IsUpload(request) && Delete() });

        var result = _shells[0].Run(Commands[0]);

        Cloud.Local.Faults.Clear();
        Assert.Equal(result.MustSucceed().Output.Single().Text("Id"), Assert.Single(Visible(name)).Id);
        Assert.Contains(result.Warnings, warning => warning.Contains($"({old}), which image", StringComparison.Ordinal));

        bool Delete()
        {
            Cloud.Local.State.RemoveImage(old);
            return false;
        }
    }

    [LocalCloudFact("has an image that is being uploaded")]
    public void The_image_of_a_command_that_still_runs_is_not_a_version_to_delete_or_to_restore()
    {
        var (name, old, previous) = Start(1, new Random(1));
        var other = Add(name, Bytes(300, seed: 60), "arch", TimeSpan.Zero, isHidden: true);

        _shells[0].Run($"{Commands[0]} -Keep 1").MustSucceed();

        Assert.NotNull(Cloud.Local.State.Image(other));
        Assert.Null(Cloud.Local.State.Image(previous));
        Assert.Equal(old, _shells[0].Run("Restore-OSImage $name").Single().Text("Id"));
    }

    [LocalCloudFact("has another visible image of the name")]
    public void Another_visible_image_of_the_name_is_not_changed_and_is_named()
    {
        var (name, old, _) = Start(1, new Random(1));
        var other = Add(name, Bytes(300, seed: 60), "arch", TimeSpan.FromSeconds(-10));

        var result = _shells[0].Run(Commands[2]);

        Assert.Contains(result.MustSucceed().Warnings, warning => warning.Contains(other, StringComparison.Ordinal));
        Assert.Equal(2, Visible(name).Length);
        Assert.True(Cloud.Local.State.Image(old)!.IsHidden);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.ForEach(_shells, shell => shell.Dispose());
        }

        base.Dispose(disposing);
    }

    /// <summary>A hidden version and the current one; the variables name, old, previous and path are set in each shell.</summary>
    private (string Name, string Old, string Previous) Start(int count, Random random)
    {
        var name = TestCloud.Name("concurrent");
        var previous = Add(name, OldData, "arch", TimeSpan.FromMinutes(-2), isHidden: true);
        var old = Add(name, Bytes(500, seed: 8), "arch", TimeSpan.FromMinutes(-1));
        foreach (var (shell, index) in _shells.Take(count).Select((shell, index) => (shell, index)))
        {
            // Some commands have the same data.
            var path = MakeFile(Bytes(600, seed: 30 + random.Next(3)), $"new{index}.img");
            shell.Set("name", name).Set("old", old).Set("previous", previous).Set("path", path);
        }

        return (name, old, previous);
    }

    private async Task<ShellResult[]> RunAsync(string[] commands, Random random, int lostResponses)
    {
        var interleaving = new Interleaving(random);
        interleaving.ApplyTo(Cloud.Local.Faults, lostResponses);
        var scripts = commands.Select((command, index) => _shells[index].Start(command)).ToArray();
        try
        {
            return await interleaving.RunAsync(scripts);
        }
        finally
        {
            Cloud.Local.Faults.Clear();
            Array.ForEach(scripts, script => script.Dispose());
        }
    }

    /// <summary>The warnings and errors of a command, and the images that it has replaced.</summary>
    private static IEnumerable<string> Said(ShellResult result) => result.Warnings
        .Concat(result.Errors.Select(error => error.FullText()))
        .Concat(result.Output.Select(image => image.Value<object>("Rotation")).OfType<object>()
            .Select(rotation => $"Replaced: {PSObject.AsPSObject(rotation).Text("Replaced")}"));
}
