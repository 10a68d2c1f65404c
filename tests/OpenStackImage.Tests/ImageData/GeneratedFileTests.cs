using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Uploads of files that the system generates when they are read: their stated size is not that of their data.</summary>
public sealed class GeneratedFileTests(TestCloud cloud) : DataTests(cloud)
{
    [LinuxTheory("has /proc and /sys")]
    [InlineData("/proc/version")]
    [InlineData("/proc/self/maps")]
    [InlineData("/sys/kernel/mm/transparent_hugepage/enabled")]
    [ReliabilityRow("94", "an upload of a file of /proc or /sys, whose stated size differs from the size of its data")]
    public void A_file_with_another_size_than_it_states_is_refused_before_any_data_is_sent(string path)
    {
        Assert.SkipUnless(File.Exists(path), "This kernel does not have the file.");
        Connect(Demo);
        Shell.Run($"$image = New-OSImage '{TestCloud.Name("generated")}' -DiskFormat raw").MustSucceed();
        var writes = Writes();

        foreach (var command in new[]
        {
            $"New-OSImage x -Path {path}", $"New-OSImage x -Path {path} -DiskFormat raw", $"Get-Item {path} | New-OSImage x",
            $"Send-OSImageData $image {path}",
        })
        {
            var error = Shell.Run(command).SingleError();

            ErrorsPage.AssertTold(error, "FileFailed", "reports a size of", "regular file");
            ReliabilityPage.Saw("94", $"{error.Id()}, {FaultRow.Count(Writes() - writes, "write")}");
        }
    }

    [Fact]
    public void An_empty_file_is_uploaded()
    {
        Connect(Demo);
        Shell.Set("file", MakeFile([], "empty"));

        var image = Shell.Run($"New-OSImage '{TestCloud.Name("empty")}' -Path $file -DiskFormat raw").Single();

        Assert.Equal(0L, image.Value<long>("Size"));
    }

    private int Writes() => Requests().Count(request => !request.StartsWith("GET", StringComparison.Ordinal));
}
