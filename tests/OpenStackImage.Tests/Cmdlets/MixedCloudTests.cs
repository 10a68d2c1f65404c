using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>Objects of several clouds in one pipeline: each is processed in its own cloud.</summary>
public sealed class MixedCloudTests : IAsyncLifetime
{
    private static readonly string[] Suffixes = ["old", "1", "2"];

    private readonly Shell _shell = Shell.WithModule();
    private readonly CloudOptions _options = new() { ImageApiMinor = 18, LogCapacity = 10_000 };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openstackimage-mixed-");
    private OtherCloud _here = null!;
    private OtherCloud _there = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await StartAsync("here");
        _there = await StartAsync("there");
        await _there.ConnectAsync(_shell, "-Name there -NotDefault", "admin", "asdf", "admin");
        await _here.ConnectAsync(_shell, "-Name here", "admin", "asdf", "admin");
        _shell.GoTo(_folder.FullName);
        _shell.Set("path", Path.Combine(_folder.FullName, "disk.img")).Set("uri", new Uri("http://127.0.0.1:9/"));
        _shell.Run("$ConfirmPreference = 'None'; Set-Content $path data").MustSucceed();
    }

    [LocalCloudFact("reads the requests of two clouds")]
    public void Each_object_of_a_pipeline_is_processed_in_its_own_cloud()
    {
        var (here, there) = (Objects(_here, "here"), Objects(_there, "there"));
        var (text, row, cell) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        string[] all = [.. here, .. there, text, row, cell];
        _shell.Set("text", text).Set("row", row).Set("cell", cell);
        _shell.Run("'here', 'there' | ForEach-Object { New-OSImage from -Session $_ | Add-OSImageMember -Project alt }").MustSucceed();
        _shell.Run("""
            $row = [pscustomobject]@{ ImageId = $row; Cloud = 'there' }
            $cell = [pscustomobject]@{ ImageId = $cell; Project = (Get-OSProject alt -Session there) }
            $all = $hereImage, $hereMember, $thereImage, $thereMember, $text, $row, $cell
            $mixed = foreach ($first in $all) { foreach ($second in $all) { $first; $second } }
            """).MustSucceed();
        var commands = _shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output
            .Select(item => (CmdletInfo)item.BaseObject).Where(TakesImages).ToArray();

        Assert.Contains(commands, command => command.Name == "Get-OSImageMember");
        Assert.Contains(commands, command => command.Name == "Remove-OSImage");
        Assert.Contains(commands, command => command.Name == "Sync-OSImageMember");
        Assert.All(commands, command =>
        {
            _here.Log.Clear();
            _there.Log.Clear();

            var arguments = Arguments(command);
            var readsCell = command.Parameters.ContainsKey("Project") && !arguments.Contains("-Project", StringComparison.Ordinal);

            var result = _shell.Run($"$mixed | {command.Name} {arguments}");

            Assert.DoesNotContain(result.Errors, error => error.Id() == "SessionMismatch");
            Assert.Equal(readsCell ? [.. here, text] : [.. here, text, cell], Seen(_here, all));
            Assert.Equal(readsCell ? [.. there, row, cell] : [.. there, row], Seen(_there, all));
        });
    }

    [LocalCloudFact("copies members in two clouds")]
    public void The_members_of_an_image_are_copied_in_the_cloud_of_each_target()
    {
        _shell.Run("""
            'here', 'there' | ForEach-Object {
                $null = New-OSImage from -Session $_ | Add-OSImageMember -Project "$_-old"
                New-OSImage target -Session $_
            } | Copy-OSImageMember from
            """).MustSucceed();

        Assert.Equal(["here-old"], Members("target", "here"));
        Assert.Equal(["there-old"], Members("target", "there"));
    }

    [LocalCloudTheory("changes the members in two clouds")]
    [InlineData("0, 1, 2, 3")]
    [InlineData("3, 2, 1, 0")]
    [InlineData("1, 0, 3, 2")]
    public void Rows_are_grouped_by_image_and_cloud(string order)
    {
        _shell.Run("""
            $id = (New-Guid).Guid
            $rows = foreach ($cloud in 'here', 'there') {
                $null = New-OSImage same -Id $id -Session $cloud | Add-OSImageMember -Project "$cloud-old"
                [pscustomobject]@{ Image = $id; Project = "$cloud-1"; Cloud = $cloud }
                [pscustomobject]@{ Image = 'same'; Project = "$cloud-2"; Cloud = $cloud }
            }
            """).MustSucceed();

        _shell.Run($"$rows[{order}] | Sync-OSImageMember").MustSucceed();

        Assert.Equal(["here-1", "here-2"], Members("same", "here"));
        Assert.Equal(["there-1", "there-2"], Members("same", "there"));
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static bool TakesImages(CmdletInfo command)
        => command.Parameters.Values.Any(parameter => parameter.ParameterType.Name.StartsWith("ImageReference", StringComparison.Ordinal)
            && parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName))
            && command.Name != "Get-OSImageCache"; // No request contains the ID: Glance returns only the list of all entries.

    /// <summary>The arguments that a command requires for objects without columns.</summary>
    private static string Arguments(CmdletInfo command) => command.Name switch
    {
        "Add-OSImageLocation" => "-Uri $uri",
        "Export-OSImageSharing" => "-Path sharing.yaml",
        "Send-OSImageData" => "-Path $path",
        "Compare-OSImage" or "Copy-OSImage" => "-Destination there",
        "Copy-OSImageMember" => "-From from",
        "Set-OSImageMember" => "-Project x -Status accepted",
        "Add-OSImageMember" or "Remove-OSImageMember" or "Sync-OSImageMember" => "-Project x",
        _ => "",
    };

    /// <summary>An image and a member of a cloud that were deleted after they were read: each request for them is one error.</summary>
    private string[] Objects(OtherCloud cloud, string name)
    {
        var project = cloud.State.Project("admin").Id;
        string[] ids = [cloud.State.AddImage(project, "old").Id, cloud.State.AddImage(project, "old").Id];
        cloud.State.AddMember(ids[1], cloud.State.Project("alt").Id);
        _shell.Run($"${name}Image = Get-OSImage {ids[0]} -Session {name}; ${name}Member = Get-OSImageMember {ids[1]} -Session {name}")
            .MustSucceed();
        Array.ForEach(ids, id => cloud.State.RemoveImage(id));
        return ids;
    }

    private async Task<OtherCloud> StartAsync(string name)
    {
        var cloud = await OtherCloud.StartAsync(_options);
        Array.ForEach(Suffixes, suffix => cloud.State.AddProject($"{name}-{suffix}"));
        return cloud;
    }

    private IEnumerable<string?> Members(string image, string session)
        => _shell.Run($"Get-OSImageMember {image} -Session {session} -ResolveName").Texts("MemberName").Order();

    /// <summary>The IDs in the requests of a cloud.</summary>
    private static string[] Seen(OtherCloud cloud, string[] ids)
        => [.. ids.Where(id => cloud.Log.Requests.Any(request => request.PathAndQuery.Contains(id, StringComparison.Ordinal)))];
}
