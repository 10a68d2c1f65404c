using System.Diagnostics;

namespace OpenStackImage.Tests.ImageData;

/// <summary>A file system of 1 MB in memory, mounted in a folder of the test.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string folder, string options = "size=1m")
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size=1m,{options}", "tmpfs", Folder);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Changes the options of the mount.</summary>
    public void Remount(string options) => Run("mount", "-o", $"remount,{options}", Folder);

    public void Dispose() => Run("umount", Folder);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>A test that only root on Linux can run. The reason is shown when it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute(string reason)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Skip = $"For root on Linux only: {reason}.";
        }
    }
}
