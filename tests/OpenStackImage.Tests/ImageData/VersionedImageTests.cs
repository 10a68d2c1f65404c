using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>A class of tests with versions of one image.</summary>
public abstract class VersionedImageTests(TestCloud cloud) : DataTests(cloud)
{
    private protected readonly string _name = TestCloud.Name("version");

    private protected void Fail(string imageId, int? times)
        => Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, imageId), Times = times, Status = 500 });

    /// <summary>Creates versions, each with different data; the IDs, the oldest first.</summary>
    private protected string[] Publish(int count, string options, string first = "-Visibility shared", int seed = 2)
    {
        Connect(Demo);
        Shell.Set("name", _name);
        var ids = new List<string>();
        for (var index = 0; index < count; index++)
        {
            Shell.Set("path", MakeFile(Bytes(1000, seed + index), $"v{seed + index}.img"));
            var isFirst = index == 0 && !options.Contains("-Replaces", StringComparison.Ordinal);
            var replaces = isFirst ? first : $"-Replaces $name {options.Replace("-Replaces $name", "", StringComparison.Ordinal)}";
            ids.Add(Shell.Run($"New-OSImage $name $path -DiskFormat raw {replaces}").Single().Text("Id")!);
            Demo.Owns(ids[^1]);
        }

        return [.. ids];
    }

    private protected string[] Visible() => Shell.Run($"Get-OSImage -Name '{_name}*' -Owner {Demo.ProjectId}").Texts("Id");

    private protected string[] Hidden()
        => [.. Shell.Run($"Get-OSImage -Hidden -Name '{_name}*' -Owner {Demo.ProjectId}").Texts("Id")];
}
