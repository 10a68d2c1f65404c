using System.Management.Automation;
using OpenStackImage.Configuration;

namespace OpenStackImage.Sessions;

/// <summary>What the session is good for, which of the cloud's endpoints it uses, and how it connects to them.</summary>
public sealed partial class ConnectOpenStackCommand
{
    /// <summary>The name of the project to work on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectName { get; set; }

    /// <summary>The ID of the project to work on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectId { get; set; }

    /// <summary>The domain of the project, by name or ID; left out, Default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>The domain to work on in place of a project, by name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <summary>Work on the whole cloud in place of a project.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <summary>The ID of the trust by which to work on another user's project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TrustId { get; set; }

    /// <summary>Work on nothing, not even on the user's default project.</summary>
    [Parameter]
    public SwitchParameter Unscoped { get; set; }

    /// <summary>The region whose image service to use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Which of the catalog's endpoints to use; of several the first that the catalog has. Left out, public.</summary>
    [Parameter]
    [ValidateSet("public", "internal", "admin")]
    public string[]? Interface { get; set; }

    /// <summary>Where Glance is; takes the place of the catalog's endpoint.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ImageEndpoint { get; set; }

    /// <summary>A PEM file with the authorities to trust in place of the system's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CACertificate { get; set; }

    /// <summary>The certificate that this side shows: a PEM file, or a PKCS #12 file (.pfx, .p12) without a password.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientCertificate { get; set; }

    /// <summary>The PEM file of the key of -ClientCertificate, where it is not in the same file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientKey { get; set; }

    /// <summary>Take whatever certificate a server shows. Anybody between here and the cloud can then read and change everything.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Walk the openstack client's whole way: read each service's versions, look at each image before its members.</summary>
    [Parameter]
    public SwitchParameter Discover { get; set; }

    /// <summary>How many seconds one request may take; left out, 100.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = (int)SignInOptions.DefaultTimeout.TotalSeconds;
}
