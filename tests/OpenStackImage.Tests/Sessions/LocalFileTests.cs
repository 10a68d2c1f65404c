using System.Diagnostics;
using System.Runtime.Versioning;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Files that are not regular files, are too large, or belong to another user: none blocks a cmdlet or is trusted.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LocalFileTests : IDisposable
{
    private const string Connect = "Connect-OpenStack -ImageEndpoint https://127.0.0.1:1 -NoAuth";

    private readonly Shell _shell = Shell.WithModule();
    private readonly CloudsFolder _folder;

    public LocalFileTests()
    {
        _folder = new CloudsFolder(_shell);
        _shell.Set("path", _folder.Path("file"));
    }

    [LinuxTheory("has FIFOs")]
    [InlineData($"{Connect} -CACertificate $path")]
    [InlineData($"{Connect} -ClientCertificate $path")]
    [InlineData($"{Connect} -ClientCertificate $path.pfx")]
    [InlineData("Get-OpenStackCloud -ConfigFile $path")]
    [InlineData("Connect-OpenStack -Cloud x -ConfigFile $path")]
    [InlineData("Get-OpenStackCloud")]
    [ReliabilityRow("90", "a FIFO as the certificate, the client certificate, or clouds.yaml")]
    public async Task A_FIFO_does_not_block(string command)
    {
        foreach (var name in new[] { "file", "file.pfx", "clouds.yaml", "secure.yaml" })
        {
            await Process.Start("mkfifo", _folder.Path(name)).WaitForExitAsync();
        }

        using var script = _shell.Start(command);
        await script.Ended.WaitAsync(Patience.ForAProcess);
        var result = script.Finish();

        Assert.True(result.Terminating is not null || result.Warnings.Count > 0);
        Assert.NotEqual("UnexpectedFailure", result.Terminating?.Id());
        ReliabilityPage.Checked("90", "an error; a warning if the file was not specified explicitly");
    }

    [LinuxTheory("has sparse files")]
    [InlineData($"{Connect} -CACertificate $path")]
    [InlineData($"{Connect} -ClientCertificate $path")]
    [InlineData("Get-OpenStackCloud -ConfigFile $path")]
    [ReliabilityRow("90b", "a file of 100 GB as the certificate, the client certificate, or clouds.yaml")]
    public void A_huge_file_is_not_read(string command)
    {
        using (var file = File.Create(_folder.Path("file")))
        {
            file.SetLength(100L << 30);
        }

        var error = _shell.Run(command).MustTerminate();

        Assert.Contains("larger than", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Checked("90b", "an error that states the limit");
    }

    [RootFact("gives a file to another user")]
    [ReliabilityRow("90c", "a clouds.yaml of another user in the current folder, with the URL of another host")]
    public async Task The_clouds_file_of_another_user_is_not_trusted()
    {
        _folder.Write("clouds.yaml", "clouds: {prod: {auth: {auth_url: 'http://evil.example', username: u, project_name: p}}}");
        await Process.Start("chown", ["65534", _folder.Path("clouds.yaml")]).WaitForExitAsync();

        var found = _shell.Run("Get-OpenStackCloud prod");
        var specified = _shell.Run("Get-OpenStackCloud prod -ConfigFile clouds.yaml");

        Assert.Empty(found.Output);
        Assert.Contains(found.Warnings, warning => warning.Contains("belongs to another user", StringComparison.Ordinal));
        Assert.Single(specified.MustSucceed().Output);
        ReliabilityPage.Checked("90c", "skipped with a warning; used if it is specified");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
