using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud;

/// <summary>The OS_* variables with which OpenStack's clients sign in.</summary>
public static class SignInVariables
{
    /// <summary>Those of the cloud's admin.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfAdmin(CloudServer cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        return
        [
            new("OS_AUTH_URL", cloud.IdentityUri.AbsoluteUri),
            new("OS_IDENTITY_API_VERSION", "3"),
            new("OS_USERNAME", "admin"),
            new("OS_PASSWORD", StartData.AdminPassword),
            new("OS_PROJECT_NAME", "admin"),
            new("OS_USER_DOMAIN_NAME", "Default"),
            new("OS_PROJECT_DOMAIN_NAME", "Default"),
            new("OS_REGION_NAME", cloud.Options.RegionName),
        ];
    }
}
