using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>A class of tests that write members while requests fail.</summary>
public abstract class MemberFaultTests(TestCloud cloud) : FaultTests(cloud)
{
    /// <summary>An image that is shared with the other project; an account is connected, and the log is empty.</summary>
    private protected async Task<string> SharedImageAsync(string name, CloudAccount account)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name(name));
        await Demo.ShareAsync(id, Alt);
        return Connected(id, account);
    }

    /// <summary>An image without members; its owner is connected, and the log is empty.</summary>
    private protected async Task<string> UnsharedImageAsync(string name)
        => Connected(await Demo.CreateImageAsync(TestCloud.Name(name)), Demo);

    private protected string Connected(string imageId, CloudAccount account)
    {
        Connect(account);
        Cloud.Local.Log.Clear();
        return imageId;
    }
}
