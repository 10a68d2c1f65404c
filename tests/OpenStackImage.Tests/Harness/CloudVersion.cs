using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Tests.Harness;

/// <summary>A test for clouds that have a minor version of Image API 2 or a later one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecentCloudFactAttribute : FactAttribute
{
    /// <param name="minor">The minor version of Image API 2.</param>
    /// <param name="localLacks">What the local cloud does not have, so that the test runs on a real cloud only; null if it runs there,
    /// too.</param>
    public RecentCloudFactAttribute(int minor, string? localLacks = null) => Skip = CloudVersion.WhyNotFrom(minor, localLacks);
}

/// <inheritdoc cref="RecentCloudFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecentCloudTheoryAttribute : TheoryAttribute
{
    /// <param name="minor">The minor version of Image API 2.</param>
    public RecentCloudTheoryAttribute(int minor) => Skip = CloudVersion.WhyNotFrom(minor, null);
}

/// <summary>A test for clouds that are older than a minor version of Image API 2.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OlderCloudFactAttribute : FactAttribute
{
    /// <param name="minor">The minor version of Image API 2.</param>
    public OlderCloudFactAttribute(int minor) => Skip = CloudVersion.WhyNotBefore(minor);
}

/// <inheritdoc cref="OlderCloudFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OlderCloudTheoryAttribute : TheoryAttribute
{
    /// <param name="minor">The minor version of Image API 2.</param>
    public OlderCloudTheoryAttribute(int minor) => Skip = CloudVersion.WhyNotBefore(minor);
}

/// <summary>
/// The Image API version of the cloud that the tests run on. It identifies the OpenStack release: Zed has 2.16, Epoxy 2.17, Hibiscus 2.18.
/// That of the local cloud is the one in OPENSTACKIMAGE_TEST_API, such as 2.17, or its default.
/// </summary>
internal static class CloudVersion
{
    private static readonly Lazy<int> Read = new(
        () => TestEnvironment.RealCloud is { } authUrl ? ReadAsync(authUrl).GetAwaiter().GetResult()
            : TestEnvironment.ImageApi is { } version ? version.Minor
            : new CloudOptions().ImageApiMinor);

    /// <summary>The newest minor version of Image API 2.</summary>
    public static int ImageApiMinor => Read.Value;

    public static string? WhyNotFrom(int minor, string? localLacks)
        => TestEnvironment.RealCloud is null ? (localLacks is null ? null : $"On a real cloud only: {localLacks}.")
            : ImageApiMinor < minor ? $"This cloud has Image API 2.{ImageApiMinor}; the test is about 2.{minor} and later."
            : null;

    public static string? WhyNotBefore(int minor)
        => ImageApiMinor >= minor
            ? $"This cloud has Image API 2.{ImageApiMinor}; the test is about clouds before 2.{minor}."
            : null;

    private static async Task<int> ReadAsync(Uri authUrl)
    {
        using var demo = await CloudAccount.SignInAsync(authUrl, "demo", CloudAccount.UserPassword, "demo");
        using var http = new HttpClient();
        var response = await http.GetAsync(demo.ImageEndpoint);
        var document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return document["versions"]!.AsArray()
            .Select(version => ((string)version!["id"]!).Split('.'))
            .Where(id => id[0] == "v2")
            .Max(id => int.Parse(id[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
