using System.Security;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>The OS_* variables of an openrc file, as the openstack client reads them (openstack/config/loader.py).</summary>
internal static class OpenRc
{
    public const string AuthUrl = "OS_AUTH_URL";
    public const string ImageEndpoint = "OS_IMAGE_ENDPOINT_OVERRIDE";

    /// <param name="read">Gives the value of a variable; null or empty where it is not set.</param>
    /// <exception cref="SignInOptionsException">A variable does not hold what it should.</exception>
    public static SignInOptions Read(Func<string, string?> read)
    {
        string? Value(params string[] names) => names.Select(read).FirstOrDefault(value => !string.IsNullOrEmpty(value));

        DomainReference? Domain(string id, string name)
            => Value(id) is { } domainId ? new DomainReference(domainId, null)
                : Value(name) is { } domainName ? new DomainReference(null, domainName)
                : DomainReference.Parse(Value("OS_DEFAULT_DOMAIN"));

        return new SignInOptions
        {
            AuthUrl = ServiceUrl.Parse(Value(AuthUrl), AuthUrl),
            UserId = Value("OS_USER_ID"),
            UserName = Value("OS_USERNAME", "OS_USER_NAME"),
            UserDomain = Domain("OS_USER_DOMAIN_ID", "OS_USER_DOMAIN_NAME"),
            Password = Secret(Value("OS_PASSWORD")),
            ProjectId = Value("OS_PROJECT_ID", "OS_TENANT_ID"),
            ProjectName = Value("OS_PROJECT_NAME", "OS_TENANT_NAME"),
            ProjectDomain = Domain("OS_PROJECT_DOMAIN_ID", "OS_PROJECT_DOMAIN_NAME"),
            Region = Value("OS_REGION_NAME"),
            Interface = Value("OS_INTERFACE", "OS_ENDPOINT_TYPE"),
            ImageEndpoint = ServiceUrl.Parse(Value(ImageEndpoint), ImageEndpoint),
        };
    }

    private static SecureString? Secret(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
