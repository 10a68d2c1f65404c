using OpenStackImage.LocalCloud;

namespace OpenStackImage.Playground;

/// <summary>The OS_* variables of the local cloud's admin, so that Connect-OpenStack needs no parameters.</summary>
internal static class SignInVariables
{
    public static void Set(CloudServer cloud)
    {
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["OS_AUTH_URL"] = cloud.IdentityUri.AbsoluteUri,
            ["OS_USERNAME"] = "admin",
            ["OS_PASSWORD"] = "asdf",
            ["OS_PROJECT_NAME"] = "admin",
            ["OS_USER_DOMAIN_NAME"] = "Default",
            ["OS_PROJECT_DOMAIN_NAME"] = "Default",
            ["OS_REGION_NAME"] = cloud.Options.RegionName,
        })
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
