using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Imports;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>A local cloud, and a shell with variables for its objects. Each command starts from the same state.</summary>
internal sealed class PairCloud : IAsyncDisposable
{
    private static readonly string[] Pair = ["one", "two"];

    private readonly DataServer _data = new([1, 2, 3]);

    public CloudServer Cloud { get; private set; } = null!;

    /// <summary>The current folder of the shell.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("openstackimage-pairs-");

    public Shell Shell { get; } = Shell.WithModule();

    public async ValueTask StartAsync()
    {
        Cloud = await CloudServer.StartAsync(
            new CloudOptions { ImageApiMinor = 18, TaskTime = TimeSpan.Zero, LogsBodies = true, LogCapacity = 1000 });
        using var admin = await CloudAccount.SignInAsync(Cloud.IdentityUri, "admin", "asdf", "admin");
        using var alt = await CloudAccount.SignInAsync(Cloud.IdentityUri, "alt", CloudAccount.UserPassword, "alt");
        Shell.Connect(Cloud.IdentityUri, alt, "-NotDefault");
        Shell.Connect(Cloud.IdentityUri, admin);
        Shell.Set("altId", alt.ProjectId).Set("adminId", admin.ProjectId).Set("userId", Cloud.State.User("admin").Id)
            .Set("uri", _data.Data).Set("bytes", new byte[] { 1, 2, 3 }).Set("path", Write("disk.img", "data"))
            .Set("saved", Path.Combine(Folder.FullName, "saved.img"))
            .Set("clouds", Write(Path.Combine("etc", "clouds.yaml"), "clouds:\n" + string.Concat(Pair.Select(
                cloud => $"  {cloud}: {{auth: {{auth_url: http://127.0.0.1:9}}}}\n"))))
            .Set("json", Write("space.json", """{"namespace": "imported"}"""));
        Shell.GoTo(Folder.FullName);
        Shell.Run("$ConfirmPreference = 'None'").MustSucceed();
        Cloud.State.AddProject("fresh");
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Shell.Dispose();
        _data.Dispose();
        Folder.Delete(recursive: true);
    }

    /// <summary>Two images with data, one without, and no file of an earlier run.</summary>
    public void Reset()
    {
        var state = Cloud.State;
        foreach (var image in state.Images)
        {
            state.RemoveImage(image.Id);
        }

        File.Delete(Path.Combine(Folder.FullName, "saved.img"));
        foreach (var file in Folder.GetFiles().Where(file => file.Name is not ("disk.img" or "space.json")))
        {
            file.Delete();
        }

        var ids = Pair.Select((name, i) => state.AddImage(state.Project("admin").Id, name, configure: image =>
        {
            (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
            image.SetData(new byte[3 + i]);
            image.Tags.Add("a");
            image.Tags.Add("b");
            image.Properties["os_distro"] = "arch";
        }).Id).ToArray();
        var queued = state.AddImage(state.Project("admin").Id, "queued", configure: image =>
        {
            image.Tags.Add("a");
            image.Properties["os_distro"] = "arch";
        }).Id;
        state.AddImage(state.Project("admin").Id, "hidden", configure: image => image.IsHidden = true);
        state.AddMember(ids[0], state.Project("alt").Id);
        state.AddMember(ids[0], state.Project("demo").Id, "accepted");
        state.AddMember(ids[0], "0123456789abcdef0123456789abcdef");
        Shell.Set("image", ids[0]).Set("other", ids[1]).Set("queued", queued).Set("space", "Pairs");
    }

    /// <summary>A namespace with one definition of each kind, for the cmdlets that need one.</summary>
    public void ResetNamespaces() => Shell.Run("""
        Get-OSImageMetadefNamespace | Where-Object Namespace -In Pairs, renamed, new, imported | ForEach-Object {
            Set-OSImageMetadefNamespace $_.Namespace -Protected $false
            Remove-OSImageMetadefNamespace $_.Namespace
        }
        $null = New-OSImageMetadefNamespace Pairs -Visibility private -Protected $false -Description d -DisplayName n
        $null = New-OSImageMetadefProperty Pairs p -Title P -Type string -Description d
        $null = New-OSImageMetadefProperty Pairs q -Title Q -Type string
        $null = New-OSImageMetadefObject Pairs o -Description d
        $null = New-OSImageMetadefObject Pairs o2
        $null = New-OSImageMetadefTag Pairs t, t2
        $null = New-OSImageMetadefResourceTypeAssociation Pairs OS::Nova::Flavor
        $null = New-OSImageMetadefResourceTypeAssociation Pairs OS::Glance::Image
        """).MustSucceed();

    private string Write(string name, string text)
    {
        var path = Path.Combine(Folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }
}
