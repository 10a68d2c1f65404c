using System.Runtime.CompilerServices;

namespace OpenStackImage.Tests.Harness;

/// <summary>A test that requires a feature of the local cloud. If it is skipped, the reason is shown.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LocalCloudFactAttribute : FactAttribute
{
    public LocalCloudFactAttribute(string reason)
    {
        if (TestEnvironment.RealCloud is not null)
        {
            Skip = $"On the local cloud only: {reason}.";
        }
    }
}

/// <inheritdoc cref="LocalCloudFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LocalCloudTheoryAttribute : TheoryAttribute
{
    public LocalCloudTheoryAttribute(string reason)
    {
        if (TestEnvironment.RealCloud is not null)
        {
            Skip = $"On the local cloud only: {reason}.";
        }
    }
}

/// <inheritdoc cref="LinuxFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute(string reason)
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = $"On Linux only: {reason}.";
        }
    }
}

/// <summary>A test that requires a feature of Linux. If it is skipped, the reason is shown.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute(string reason)
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = $"On Linux only: {reason}.";
        }
    }
}

/// <summary>A test that runs what Windows PowerShell 5.1 loads: on .NET Framework, or on mono.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DesktopFactAttribute : FactAttribute
{
    public DesktopFactAttribute() => Skip = DesktopProbe.Lack;

    /// <param name="otherwise">The difference between mono and .NET Framework that prevents the test.</param>
    public DesktopFactAttribute(string otherwise)
        => (RunsOnMono, Skip) = (false, OperatingSystem.IsWindows() ? null : $"On .NET Framework only: {otherwise}.");

    public bool RunsOnMono { get; } = true;
}

/// <inheritdoc cref="DesktopFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DesktopTheoryAttribute : TheoryAttribute
{
    public DesktopTheoryAttribute() => Skip = DesktopProbe.Lack;
}

/// <summary>The environment variables that configure a test run.</summary>
internal static class TestEnvironment
{
    private static readonly Dictionary<string, string> OpenRc = [];

    /// <summary>The auth URL of a real cloud; null runs the tests against the local one.</summary>
    public static Uri? RealCloud { get; } = Variable("OPENSTACKIMAGE_TEST_CLOUD") is { } url ? new Uri(url) : null;

    /// <summary>The version of the Image API that the local cloud of a test speaks, such as 2.17; null for its default.</summary>
    public static Version? ImageApi { get; } = Variable("OPENSTACKIMAGE_TEST_API") is { } version ? Version.Parse(version) : null;

    /// <summary>The program that runs .NET Framework programs on other systems; null if there is none.</summary>
    public static string? Mono { get; } = OnPath("mono");

    /// <summary>The OS_* variable as it was when the tests were started.</summary>
    public static string? Given(string name) => OpenRc.GetValueOrDefault(name);

    /// <summary>Clears the variables that Connect-OpenStack reads, so that each test sets its own credentials.</summary>
    [ModuleInitializer]
    internal static void ClearOpenRc()
    {
        var names = Environment.GetEnvironmentVariables().Keys
            .Cast<string>()
            .Where(name => name.StartsWith("OS_", StringComparison.Ordinal))
            .ToArray();
        foreach (var name in names)
        {
            OpenRc[name] = Environment.GetEnvironmentVariable(name)!;
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? OnPath(string program)
        => (Variable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .FirstOrDefault(File.Exists);
}
