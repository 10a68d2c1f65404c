namespace OpenStackImage.LocalCloud.Tests;

/// <summary>A fact that needs the openstack client.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenStackClientFactAttribute : FactAttribute
{
    public OpenStackClientFactAttribute()
    {
        if (Path is null)
        {
            Skip = "The openstack client is not on PATH.";
        }
    }

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "openstack")).FirstOrDefault(File.Exists);
}
