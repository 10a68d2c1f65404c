using System.Net;
using OpenStackImage.Configuration;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Client.Tests.Identity;

/// <summary>Signs in to a local cloud.</summary>
internal static class CloudSession
{
    public static Task<OpenStackSession> ConnectAsync(CloudServer cloud)
    {
        var options = new SignInOptions
        {
            AuthUrl = cloud.IdentityUri,
            User = new UserOptions { Name = "demo", Password = new NetworkCredential("", "secret").SecurePassword },
            Scope = new ScopeOptions { ProjectName = "demo" },
        };
        return SessionConnector.ConnectAsync(options, null, _ => { }, null, default);
    }
}
