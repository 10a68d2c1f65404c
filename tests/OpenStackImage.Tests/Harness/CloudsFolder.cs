namespace OpenStackImage.Tests.Harness;

/// <summary>A folder with configuration files, which can be the current folder of a shell.</summary>
internal sealed class CloudsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openstackimage-clouds-");

    public CloudsFolder(Shell? shell = null) => shell?.GoTo(_folder.FullName);

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file that only its owner may read, as a file with passwords should be.</summary>
    public CloudsFolder Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public CloudsFolder Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
