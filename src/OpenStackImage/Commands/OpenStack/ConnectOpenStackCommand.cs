using System.Management.Automation;
using System.Security;
using OpenStackImage.Configuration;
using OpenStackImage.Identity;
using OpenStackImage.Sessions;

namespace OpenStackImage.Commands;

/// <summary>
/// Signs in to an OpenStack cloud. What is not given as a parameter is read from the OS_* variables of an openrc file.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "OpenStack")]
[OutputType(typeof(OpenStackSession))]
public sealed class ConnectOpenStackCommand : AsyncCommand
{
    /// <summary>Where Keystone is, with or without /v3.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthUrl { get; set; }

    /// <summary>User name and password.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>A token that was got elsewhere, in place of user and password. With -ImageEndpoint no request is sent to Keystone.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>The name of the project to work on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectName { get; set; }

    /// <summary>The ID of the project to work on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectId { get; set; }

    /// <summary>The domain of the user, by name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserDomain { get; set; }

    /// <summary>The domain of the project, by name or ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDomain { get; set; }

    /// <summary>The region whose image service to use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Which of the catalog's endpoints to use.</summary>
    [Parameter]
    [ValidateSet("public", "internal", "admin")]
    public string? Interface { get; set; }

    /// <summary>Where Glance is; takes the place of the catalog's endpoint.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ImageEndpoint { get; set; }

    /// <summary>Walk the openstack client's whole way: read each service's versions, look at each image before its members.</summary>
    [Parameter]
    public SwitchParameter Discover { get; set; }

    /// <summary>How many seconds one request may take.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = (int)SignInOptions.DefaultTimeout.TotalSeconds;

    /// <summary>Leave the default session of this runspace as it is.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    private protected override bool StopsAtError => true;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        OpenStackSession? session = null;
        Start(AuthUrl ?? ImageEndpoint, async (output, cancellationToken) =>
        {
            session = await OpenStackSession.ConnectAsync(Options(), output, cancellationToken).ConfigureAwait(false);
            if (session is { ProjectId: null, IdentityEndpoint: not null })
            {
                output.WriteWarning("The session is on no project. Glance shows such a session next to nothing; name one with -ProjectName.");
            }
        });
        base.EndProcessing();
        SessionStore.OfThisRunspace.Add(session!, asDefault: !NotDefault);
        WriteObject(session);
    }

    private SignInOptions Options()
    {
        var given = new SignInOptions
        {
            AuthUrl = ServiceUrl.Parse(AuthUrl, "-" + nameof(AuthUrl)),
            UserName = Credential?.UserName,
            UserDomain = DomainReference.Parse(UserDomain),
            Password = Credential?.Password,
            Token = Token,
            ProjectId = ProjectId,
            ProjectName = ProjectName,
            ProjectDomain = DomainReference.Parse(ProjectDomain),
            Region = Region,
            Interface = Interface,
            ImageEndpoint = ServiceUrl.Parse(ImageEndpoint, "-" + nameof(ImageEndpoint)),
            Discover = Discover,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
        return given.IsPinned ? given : given.OrElse(OpenRc.Read(Environment.GetEnvironmentVariable));
    }
}
