namespace OpenStackImage.Configuration;

/// <summary>
/// The keys of clouds.yaml, with underscores; each is also a variable: OS_ and the key in capitals. Names on one line are equivalent. The
/// first one that is set takes precedence (openstack/config/loader.py and the options of keystoneauth1's plugins).
/// </summary>
internal static class SettingNames
{
    public const string Auth = "auth";
    public const string Profile = "profile";
    public const string OlderProfile = "cloud";
    public const string Regions = "regions";
    public const string RegionName = "name";
    public const string RegionValues = "values";

    public static readonly string[] AuthType = ["auth_type", "auth_plugin"];
    public static readonly string[] AuthMethods = ["auth_methods"];
    public static readonly string[] AuthUrl = ["auth_url"];
    public static readonly string[] Endpoint = ["endpoint"];

    public static readonly string[] UserId = ["user_id"];
    public static readonly string[] UserName = ["username", "user_name"];
    public static readonly string[] Password = ["password"];
    public static readonly string[] UserDomainId = ["user_domain_id"];
    public static readonly string[] UserDomainName = ["user_domain_name"];
    public static readonly string[] DefaultDomain = ["default_domain_id", "default_domain_name", "default_domain"];
    public static readonly string[] Token = ["token", "auth_token"];
    public static readonly string[] Passcode = ["passcode"];
    public static readonly string[] ApplicationCredentialId = ["application_credential_id", "oauth2_client_id"];
    public static readonly string[] ApplicationCredentialName = ["application_credential_name"];
    public static readonly string[] ApplicationCredentialSecret = ["application_credential_secret", "oauth2_client_secret"];
    public static readonly string[] OAuth2Endpoint = ["oauth2_endpoint"];

    public static readonly string[] IdentityProvider = ["identity_provider"];
    public static readonly string[] Protocol = ["protocol"];
    public static readonly string[] ClientId = ["client_id"];
    public static readonly string[] ClientSecret = ["client_secret"];
    public static readonly string[] OpenIdScope = ["openid_scope"];
    public static readonly string[] AccessToken = ["access_token"];
    public static readonly string[] AccessTokenType = ["access_token_type"];
    public static readonly string[] AccessTokenEndpoint = ["access_token_endpoint"];
    public static readonly string[] DiscoveryEndpoint = ["discovery_endpoint"];
    public static readonly string[] DeviceAuthorizationEndpoint = ["device_authorization_endpoint"];
    public static readonly string[] AuthorizationEndpoint = ["authorization_endpoint"];
    public static readonly string[] RedirectUri = ["redirect_uri"];
    public static readonly string[] RedirectPort = ["redirect_port"];
    public static readonly string[] CodeChallengeMethod = ["code_challenge_method"];

    public static readonly string[] ProjectId = ["project_id", "tenant_id"];
    public static readonly string[] ProjectName = ["project_name", "tenant_name"];
    public static readonly string[] ProjectDomainId = ["project_domain_id"];
    public static readonly string[] ProjectDomainName = ["project_domain_name"];
    public static readonly string[] DomainId = ["domain_id"];
    public static readonly string[] DomainName = ["domain_name"];
    public static readonly string[] SystemScope = ["system_scope"];
    public static readonly string[] TrustId = ["trust_id"];
    public static readonly string[] Unscoped = ["unscoped"];

    public static readonly string[] Region = ["image_region_name", "region_name"];
    public static readonly string[] Interface = ["image_interface", "interface", "endpoint_type"];
    public static readonly string[] ImageEndpoint = ["image_endpoint_override", "image_endpoint"];
    public static readonly string[] ImageServiceType = ["image_service_type"];
    public static readonly string[] ImageServiceName = ["image_service_name"];
    public static readonly string[] ImageApiVersion = ["image_api_version"];
    public static readonly string[] IdentityApiVersion = ["identity_api_version"];

    public static readonly string[] Verify = ["verify"];
    public static readonly string[] Insecure = ["insecure"];
    public static readonly string[] CaCertificate = ["cacert"];
    public static readonly string[] ClientCertificate = ["cert"];
    public static readonly string[] ClientKey = ["key"];
    public static readonly string[] Timeout = ["api_timeout", "timeout"];

    /// <summary>Keys whose value is a secret.</summary>
    public static readonly IReadOnlyCollection<string> Secrets = new HashSet<string>(
        [.. Password, .. Token, .. Passcode, .. ApplicationCredentialSecret, .. ClientSecret, .. AccessToken], StringComparer.Ordinal);

    /// <summary>
    /// Keys that the openstack client supports for sign-ins or images, but this module does not. Keys of other services and unknown keys
    /// are ignored.
    /// </summary>
    public static readonly IReadOnlyCollection<string> NotSupported = new HashSet<string>(
    [
        "collect_timing", "force_ipv4", "prefer_ipv6", "idp_otp_key", "image_api_use_tasks", "image_connect_retries",
        "image_connect_retry_delay",
        "image_default_microversion", "image_status_code_retries", "image_status_code_retry_delay", "rate_limit", "image_rate_limit",
        "remote_project_id", "remote_project_name", "remote_project_domain_id", "remote_project_domain_name",
        "service_provider", "vendor_hook",
    ], StringComparer.Ordinal);
}
