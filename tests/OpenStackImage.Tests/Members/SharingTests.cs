using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>An image that a test created.</summary>
internal sealed record MadeImage(string Id, string Name)
{
    /// <summary>Returns the image as the messages of the module show it if it was specified by name.</summary>
    public override string ToString() => $"'{Name}' ({Id})";
}

/// <summary>A class of tests that share images between their own projects.</summary>
public abstract class SharingTests(TestCloud cloud) : CloudTests(cloud), IAsyncLifetime
{
    private protected Tenants Tenants { get; } = new(cloud);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Tenants.DisposeAsync();

        // xunit calls Dispose only of classes without DisposeAsync.
        Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An image of demo, or of another account.</summary>
    private protected async Task<MadeImage> ImageAsync(CloudAccount? owner = null, string visibility = "shared", string? name = null)
    {
        name ??= TestCloud.Name("image");
        return new MadeImage(await (owner ?? Demo).CreateImageAsync(name, visibility), name);
    }

    private protected async Task<MadeImage[]> ImagesAsync(int count, CloudAccount? owner = null)
    {
        var images = new MadeImage[count];
        for (var i = 0; i < count; i++)
        {
            images[i] = await ImageAsync(owner);
        }

        return images;
    }

    /// <summary>Returns the members of an image in the cloud: "project status", in the order of the projects.</summary>
    private protected async Task<string[]> MembersAsync(MadeImage image)
        => [.. (await Tenants.MembersAsync(image.Id)).Select(member => $"{member.Key} {member.Value}").Order(StringComparer.Ordinal)];

    /// <summary>"project status" of several projects, as <see cref="MembersAsync"/> gives them.</summary>
    private protected static string[] With(string status, params IEnumerable<string> projectIds)
        => [.. projectIds.Select(id => $"{id} {status}").Order(StringComparer.Ordinal)];

    /// <summary>"image project" of members and of changes.</summary>
    private protected static string[] Pairs(IEnumerable<PSObject> items)
        => [.. items.Select(item => $"{item.Text("ImageId")} {item.Text("MemberId")}")];

    /// <summary>"image project" of what an error is about.</summary>
    private protected static string Pair(ErrorRecord error) => Pairs([PSObject.AsPSObject(error.TargetObject)])[0];

    /// <summary>"project action" of changes.</summary>
    private protected static string[] Actions(ShellResult result)
        => [.. result.Output.Select(change => $"{change.Text("MemberId")} {change.Text("Action")}")];

    /// <summary>Returns the requests of the default session that change something.</summary>
    private protected string[] Writes(int since = 1)
        => [.. Requests(since).Where(request => !request.StartsWith("GET ", StringComparison.Ordinal))];
}
