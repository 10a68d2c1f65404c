using System.Diagnostics;

namespace OpenStackImage.Tests.Harness;

/// <summary>A test that uses the openstack client. It is skipped if the client is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenStackClientFactAttribute : FactAttribute
{
    public OpenStackClientFactAttribute()
    {
        if (OpenStackClient.Program is null)
        {
            Skip = "The openstack client is not on the PATH.";
        }
    }
}

/// <summary>
/// A test that uses the glance client for features that Debian's openstack client does not have. It is skipped if the client is not
/// installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GlanceClientFactAttribute : FactAttribute
{
    public GlanceClientFactAttribute()
    {
        if (OpenStackClient.Glance is null)
        {
            Skip = "The glance client is not on the PATH.";
        }
    }
}

/// <summary>OpenStack's own clients on this machine, signed in by OS_* variables.</summary>
internal static class OpenStackClient
{
    /// <summary>The glance client caches data of a cloud. It must not use the data of another cloud.</summary>
    private static readonly string Home = UntilTheEnd(Directory.CreateTempSubdirectory("openstackimage-clients-"));

    /// <summary>The openstack client; null if there is none.</summary>
    public static string? Program { get; } = OnPath("openstack");

    /// <summary>The glance client; null if there is none.</summary>
    public static string? Glance { get; } = OnPath("glance");

    /// <summary>Returns the output of the openstack client, without surrounding white space.</summary>
    public static Task<string> RunAsync(TestCloud cloud, CloudAccount account, params string[] arguments)
        => RunAsync(Program!, cloud, account, arguments);

    /// <summary>Returns the path of a folder that is deleted when the process ends.</summary>
    private static string UntilTheEnd(DirectoryInfo folder)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }

    /// <summary>Returns the output of the glance client.</summary>
    public static Task<string> GlanceAsync(TestCloud cloud, CloudAccount account, params string[] arguments)
        => RunAsync(Glance!, cloud, account, arguments);

    private static string? OnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static async Task<string> RunAsync(string program, TestCloud cloud, CloudAccount account, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["OS_AUTH_URL"] = cloud.AuthUrl.AbsoluteUri,
            ["OS_IDENTITY_API_VERSION"] = "3",
            ["OS_USERNAME"] = account.UserName,
            ["OS_PASSWORD"] = account.Password,
            ["OS_PROJECT_NAME"] = account.ProjectName,
            ["OS_USER_DOMAIN_NAME"] = CloudAccount.Domain,
            ["OS_PROJECT_DOMAIN_NAME"] = CloudAccount.Domain,
            ["HOME"] = Home,
        })
        {
            start.Environment[name] = value;
        }

        for (var tries = 1; ; tries++)
        {
            using var client = Process.Start(start)!;
            var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
            await client.WaitForExitAsync();
            if (client.ExitCode == 0)
            {
                return (await output).Trim();
            }

            // Keystone under uwsgi occasionally resets a connection, and this client does not retry.
            Assert.True(
                tries < 4 && (await errors).Contains("Connection reset by peer", StringComparison.Ordinal),
                $"{Path.GetFileName(program)} {string.Join(' ', arguments)}: {await output}{await errors}");
        }
    }
}
