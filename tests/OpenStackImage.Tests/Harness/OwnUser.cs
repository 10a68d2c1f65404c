using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Identity;

namespace OpenStackImage.Tests.Harness;

/// <summary>A user for one test, a member of the project demo, with a password and one-time passcodes that occur nowhere else.</summary>
internal sealed class OwnUser
{
    public const string Password = "f1rst-factor";

    private const string PasscodeSecret = "GAYTEMZUGU3DOOBZMFRGGZDFMZTWQ2LK";

    private OwnUser(string name) => Name = name;

    public string Name { get; }

    public string Passcode { get; } = OneTimePasscode.At(PasscodeSecret, DateTimeOffset.UtcNow);

    /// <summary>Creates a user, and sets the variables $url, $user, $credential and $passcode of a shell.</summary>
    /// <param name="rules">Keystone's <c>multi_factor_auth_rules</c>; null if each method alone is sufficient.</param>
    public static async Task<OwnUser> CreateAsync(TestCloud cloud, Shell shell, JsonArray? rules = null)
    {
        var (admin, demo) = (cloud.Admin, cloud.Demo);
        var made = new OwnUser(TestCloud.Name("factors"));
        var user = new JsonObject { ["name"] = made.Name, ["password"] = Password, ["domain_id"] = demo.DomainId };
        if (rules is not null)
        {
            user["options"] = new JsonObject { ["multi_factor_auth_rules"] = rules };
        }

        var created = await admin.IdentityAsync(HttpMethod.Post, "users", new JsonObject { ["user"] = user });
        var id = (string)created!["user"]!["id"]!;
        await admin.IdentityAsync(HttpMethod.Put, $"projects/{demo.ProjectId}/users/{id}/roles/{await admin.RoleIdAsync("member")}");
        await admin.IdentityAsync(
            HttpMethod.Post,
            "credentials",
            new JsonObject { ["credential"] = new JsonObject { ["type"] = "totp", ["blob"] = PasscodeSecret, ["user_id"] = id } });
        shell.Set("url", cloud.AuthUrl.AbsoluteUri).Set("user", made.Name).Set("credential", Shell.Credential(made.Name, Password))
            .Set("passcode", Shell.Secret(made.Passcode));
        return made;
    }
}
