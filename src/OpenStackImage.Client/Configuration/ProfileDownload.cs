using System.Globalization;
using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>
/// A profile that a public cloud publishes below its URL: /.well-known/openstack/api (openstack/config/vendors/__init__.py). It determines
/// where passwords are sent, so it is read only over https, and cannot set secrets or certificate settings.
/// </summary>
internal static class ProfileDownload
{
    private const string Service = "profile";
    private const string WellKnownPath = "/.well-known/openstack/api";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly HashSet<string> Refused = new(
        [
            .. SettingNames.Secrets, .. SettingNames.Verify, .. SettingNames.Insecure, .. SettingNames.CaCertificate,
            .. SettingNames.ClientCertificate, .. SettingNames.ClientKey, SettingNames.Profile, SettingNames.OlderProfile,
        ],
        StringComparer.Ordinal);

    /// <summary>Returns the URL at which a profile is published; null if it is not specified by a URL.</summary>
    /// <param name="profile">The profile, as clouds.yaml names it.</param>
    /// <param name="cloud">The cloud, for messages.</param>
    /// <exception cref="SignInOptionsException">It is not a URL of the form https://host.</exception>
    public static Uri? UrlOf(string? profile, string cloud)
    {
        if (profile?.Contains("://") != true)
        {
            return null;
        }

        var url = ServiceUrl.Parse(profile, $"The profile of the cloud '{cloud}'")!;
        return url.Scheme == Uri.UriSchemeHttps ? new Uri(url, WellKnownPath) : throw new SignInOptionsException(
            $"The profile of the cloud '{cloud}' is at {url}. It must use https, because a profile determines where the password is sent.");
    }

    /// <summary>Reads a profile. The request contains no secret.</summary>
    /// <param name="url">The URL at which it is published.</param>
    /// <param name="connection">The certificates to trust.</param>
    /// <param name="warnings">Receives the warnings for the user.</param>
    /// <param name="observer">Is notified of the request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ConfigurationFileException">It cannot be read, or is not a profile.</exception>
    public static async Task<ConfigurationNode> ReadAsync(
        Uri url,
        ConnectionOptions connection,
        ICollection<string> warnings,
        IRequestObserver? observer,
        CancellationToken cancellationToken)
    {
        using var transport = new Transport(Timeout, connection);
        var client = new TokenlessClient(transport, new RetryPolicy(transport));
        JObject document;
        try
        {
            var response = await client
                .SendAsync(Service, ServiceRequest.GetDocument(new Url(url)), null, observer, cancellationToken).ConfigureAwait(false);
            document = response.ReadObject();
        }
        catch (OpenStackException failure)
        {
            throw new ConfigurationFileException($"The profile at {url} cannot be read. {failure.Message}");
        }

        var refused = new SortedSet<string>(StringComparer.Ordinal);
        if (ToNode(url.AbsoluteUri, document["profile"], refused) is not { Entries: not null } profile)
        {
            throw new ConfigurationFileException($"{url} is not a profile: it has no mapping \"profile\".");
        }

        if (refused.Count > 0)
        {
            warnings.Add(
                $"The profile at {url} sets {string.Join(", ", refused)}, which a profile must not set. These settings are ignored.");
        }

        RequireEncryption(url, profile);

        // Settings of other sources take precedence, as in openstacksdk.
        return document.Text("name") is { } name && VendorProfiles.Find(name) is { } vendor ? profile.MergedOver(vendor) : profile;
    }

    private static void RequireEncryption(Uri url, ConfigurationNode profile)
    {
        var address = new CloudEntry(url.Host, profile).Template(SettingNames.AuthUrl);
        if (Uri.TryCreate(address, UriKind.Absolute, out var authUrl) && authUrl.Scheme != Uri.UriSchemeHttps && !authUrl.IsLoopback)
        {
            throw new ConfigurationFileException($"The profile at {url} names {authUrl.Scheme}://{authUrl.Authority} as auth_url, which is "
                + "not encrypted. No request was sent to it. Set auth_url in clouds.yaml instead of the profile.");
        }
    }

    private static ConfigurationNode ToNode(string place, JToken? token, ISet<string> refused) => token switch
    {
        JObject entries => ConfigurationNode.Mapping(place, Entries(place, entries, refused)),
        JArray items => ConfigurationNode.List(place, [.. items.Select(item => ToNode(place, item, refused))]),
        JValue { Value: { } value } => ConfigurationNode.Single(place, Convert.ToString(value, CultureInfo.InvariantCulture)),
        _ => ConfigurationNode.Single(place, null),
    };

    private static Dictionary<string, ConfigurationNode> Entries(string place, JObject json, ISet<string> refused)
    {
        var entries = new Dictionary<string, ConfigurationNode>(StringComparer.Ordinal);
        foreach (var property in json.Properties())
        {
            var key = property.Name.Replace('-', '_');
            if (Refused.Contains(key))
            {
                refused.Add(key);
            }
            else
            {
                entries[key] = ToNode(place, property.Value, refused);
            }
        }

        return entries;
    }
}
