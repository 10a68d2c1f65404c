using System.Management.Automation;
using OpenStackImage.Completion;
using OpenStackImage.Configuration;

namespace OpenStackImage.Sessions;

/// <summary>The scope of the session, its endpoints, and how it connects to them.</summary>
public sealed partial class ConnectOpenStackCommand
{
    /// <summary>
    /// Specifies the name of the project to work on. If no source specifies a project, Keystone uses the user's default project.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>Specifies the ID of the project to work on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? ProjectId { get; set; }

    /// <summary>Specifies the domain of -ProjectName, by name or ID. Default: Default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? ProjectDomain { get; set; }

    /// <summary>Specifies the domain to work on instead of a project, by name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Domain { get; set; }

    /// <summary>Indicates that the session is scoped to the system instead of a project.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <summary>Specifies the ID of the trust with which another user delegates roles on a project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? TrustId { get; set; }

    /// <summary>
    /// Indicates that the session has no scope, not even the user's default project. Keystone issues no catalog to such a session, so
    /// access to images requires -ImageEndpoint.
    /// </summary>
    [Parameter]
    public SwitchParameter Unscoped { get; set; }

    /// <summary>Specifies the region whose image service to use. Required if the cloud has several regions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>
    /// Specifies which of the catalog's endpoints to use: public, internal or admin. If several are specified, the cmdlet uses the first
    /// one that the catalog contains. Default: public.
    /// </summary>
    [Parameter]
    [ValidateSet("public", "internal", "admin")]
    public string[]? Interface { get; set; }

    /// <summary>Specifies the URL of Glance, instead of the one in the catalog.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? ImageEndpoint { get; set; }

    /// <summary>Specifies the path of a PEM file with the certificate authorities to trust instead of the system's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CACertificate { get; set; }

    /// <summary>
    /// Specifies the path of the certificate that the client presents: a PEM file, or a PKCS #12 file (.pfx, .p12) without a password.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientCertificate { get; set; }

    /// <summary>Specifies the path of the PEM file with the key of -ClientCertificate, if it is not in the same file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientKey { get; set; }

    /// <summary>
    /// Indicates that the cmdlet does not check the certificates of servers. Any system on the network path can then read and change all
    /// data.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// Indicates that the session sends each request that the openstack client sends: it reads the versions of each service, and each image
    /// before its members.
    /// </summary>
    [Parameter]
    public SwitchParameter Discover { get; set; }

    /// <summary>Specifies the time limit of one request in seconds. Default: 100, or api_timeout of the cloud.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int TimeoutSec { get; set; } = (int)SignInOptions.DefaultTimeout.TotalSeconds;
}
