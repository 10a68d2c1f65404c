using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>
/// Several Copy-OSImage commands for one project at the same time: one copy remains, or each command reports that there may be another
/// copy.
/// </summary>
public sealed class ConcurrentCopyTests(TestCloud cloud) : CopyTests(cloud)
{
    private const int Cases = 12;
    private const string Command = "Copy-OSImage $name -Destination target -Session source";

    [LocalCloudFact("orders the requests of several commands")]
    public async Task Concurrent_copies_are_one_copy()
    {
        var random = new Random(21);
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(20_000));
        using var second = await AddShellAsync(other, "localhost");
        using var third = await AddShellAsync(other, "[::ffff:127.0.0.1]");
        var agreed = 0;
        for (var i = 0; i < Cases; i++)
        {
            var interleaving = new Interleaving(random);
            interleaving.ApplyTo(other.Faults, lostResponses: 0);
            var scripts = new[] { Shell, second, third }.Take(random.Next(2, 4)).Select(shell => shell.Start(Command)).ToArray();

            var results = await interleaving.RunAsync(scripts);

            other.Faults.Clear();
            Array.ForEach(scripts, script => script.Dispose());
            var said = string.Join('\n', results.SelectMany(result => result.Warnings.Concat(result.Errors.Select(e => $"{e.Id()}: {e}"))));
            var copies = other.State.Images.Where(copy => copy.Name == SourceName).ToArray();
            Assert.True(copies.Length == 1 || said.Contains("Remove one of them", StringComparison.Ordinal), $"{copies.Length}: {said}");
            Assert.All(results.SelectMany(result => result.Output).Select(copy => copy.Text("Id")!), id => Assert.True(
                copies.Any(copy => copy.Id == id) || said.Contains(id, StringComparison.Ordinal), said));
            agreed += said.Contains("was removed", StringComparison.Ordinal) ? 1 : 0;
            Array.ForEach(copies, copy => other.State.RemoveImage(copy.Id));
        }

        Assert.NotEqual(0, agreed);
        Assert.NotNull(Cloud.Local.State.Image(image));
    }

    [LocalCloudTheory("another command sends data first")]
    [InlineData(20_000, null)]
    [InlineData(19_999, "WrongImageStatus")]
    public async Task Data_that_another_command_has_sent_to_the_same_copy_is_accepted_if_it_is_equal(int size, string? error)
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        other.Faults.Add(new Fault { When = request => IsUpload(request) && SendFirst() });

        var result = Shell.Run(Command);

        Assert.Equal(error, result.Errors.SingleOrDefault()?.Id());
        Assert.Equal(
            other.State.Images.Where(image => image.Name == SourceName).Select(image => image.Id),
            result.Output.Select(image => image.Text("Id")));

        bool SendFirst()
        {
            var copy = other.State.Images.Single(image => image.Name == SourceName);
            other.State.UpdateImage(copy.Id, image => image.SetData(Bytes(size)));
            return false;
        }
    }

    [LocalCloudFact("adds an image while the copy is uploaded")]
    public async Task A_copy_that_was_complete_later_is_named_and_not_removed()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        string? later = null;
        other.Faults.Add(new Fault { When = request => IsUpload(request) && AddLater() });

        var result = Shell.Run(Command).MustSucceed();

        Assert.Equal(2, other.State.Images.Count(image => image.Name == SourceName));
        Assert.Contains($"Image {result.Output.Single().Text("Id")} is a second copy", result.Warnings[^1], StringComparison.Ordinal);
        Assert.Contains(later!, result.Warnings[^1], StringComparison.Ordinal);

        bool AddLater()
        {
            var own = other.State.Images.Single(image => image.Name == SourceName);
            later = other.State.AddImage(own.Owner!, SourceName, configure: image =>
            {
                image.Visibility = own.Visibility;
                image.DiskFormat = own.DiskFormat;
                image.ContainerFormat = own.ContainerFormat;
                image.MinDisk = own.MinDisk;
                image.MinRam = own.MinRam;
                own.Tags.ToList().ForEach(image.Tags.Add);
                foreach (var (name, value) in own.Properties)
                {
                    image.Properties[name] = value;
                }

                image.SetData(Bytes(20_000));
                image.UpdatedAt += TimeSpan.FromMinutes(1);
            }).Id;
            return false;
        }
    }

    /// <summary>Adds a shell. The writes of one process to one image are serialized by the host name of the cloud.</summary>
    private async Task<Shell> AddShellAsync(OtherCloud other, string host)
    {
        var endpoint = new UriBuilder(other.ImageUri) { Host = host }.Uri;
        var shell = Shell.WithModule();
        shell.Connect(Cloud.AuthUrl, Demo, "-Name source");
        await other.ConnectAsync(shell, $"-Name target -NotDefault -ImageEndpoint {endpoint}", "demo", CloudAccount.UserPassword, "demo");
        return shell.Set("name", SourceName);
    }
}
