using Newtonsoft.Json.Linq;

namespace OpenStackImage.Identity;

/// <summary>
/// The scope that is requested for a token (keystone/auth/schema.py, <c>auth.scope</c>). If none is requested, Keystone takes the user's
/// default project, if there is one.
/// </summary>
internal abstract record AuthScope
{
    public abstract JToken ToJson();

    /// <summary>True if a token has this scope.</summary>
    public abstract bool IsOf(Token token);

    /// <summary>The names of projects and domains are unique, ignoring case.</summary>
    private protected static bool IsSame(string? wanted, string? actual)
        => wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);

    private protected static bool IsSame(DomainReference wanted, Token token)
        => IsSame(wanted.Id, token.DomainId) && IsSame(wanted.Name, token.DomainName);
}

/// <summary>One project, by ID or by name and domain.</summary>
internal sealed record ProjectScope(string? Id, string? Name, DomainReference? Domain) : AuthScope
{
    public override JToken ToJson()
    {
        var project = Id is not null
            ? new JObject { ["id"] = Id }
            : new JObject { ["name"] = Name, ["domain"] = (Domain ?? DomainReference.Default).ToJson() };
        return new JObject { ["project"] = project };
    }

    public override bool IsOf(Token token)
        => token.ProjectId is not null
            && (Id is not null
                ? IsSame(OpenStackId.CanonicalProjectId(Id), OpenStackId.CanonicalProjectId(token.ProjectId))
                : IsSame(Name, token.ProjectName) && (token.DomainId is null || IsSame(Domain ?? DomainReference.Default, token)));

    public override string ToString() => Id is not null
        ? $"the project with ID {Id}"
        : $"project '{Name}' of domain '{Domain ?? DomainReference.Default}'";
}

/// <summary>A domain.</summary>
internal sealed record DomainScope(DomainReference Domain) : AuthScope
{
    public override JToken ToJson() => new JObject { ["domain"] = Domain.ToJson() };

    public override bool IsOf(Token token) => token.ProjectId is null && IsSame(Domain, token);

    public override string ToString() => $"domain '{Domain}'";
}

/// <summary>The system: the cloud as a whole.</summary>
internal sealed record SystemScope : AuthScope
{
    public const string All = "all";

    public override JToken ToJson() => new JObject { ["system"] = new JObject { [All] = true } };

    public override bool IsOf(Token token) => token.IsSystem;

    public override string ToString() => "the system";
}

/// <summary>A trust: a project and roles that another user delegates.</summary>
internal sealed record TrustScope(string Id) : AuthScope
{
    public override JToken ToJson() => new JObject { ["OS-TRUST:trust"] = new JObject { ["id"] = Id } };

    public override bool IsOf(Token token) => token.ProjectId is not null;

    public override string ToString() => $"the trust with ID {Id}";
}

/// <summary>No scope, not even the user's default project.</summary>
internal sealed record Unscoped : AuthScope
{
    public override JToken ToJson() => "unscoped";

    public override bool IsOf(Token token) => token is { ProjectId: null, DomainId: null, IsSystem: false };

    public override string ToString() => "no scope";
}
