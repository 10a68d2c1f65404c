using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Keystone: finds the resource of a path and the handler of the method.</summary>
internal sealed class IdentityService(CloudState state, CloudOptions options)
{
    private const string WholeSystem = "all";

    private readonly IdentityState _identity = state.Identity;
    private readonly TokenEndpoints _tokens = new(state.Identity, options);
    private readonly OAuth2Endpoint _oauth2 = new(state.Identity, options);
    private readonly WebSsoEndpoint _webSso = new(state.Identity, options);
    private readonly AuthEndpoints _auth = new(state.Identity);
    private readonly ProjectEndpoints _projects = new(state.Identity, options);
    private readonly UserEndpoints _users = new(state.Identity);
    private readonly DomainEndpoints _domains = new(state.Identity);
    private readonly RoleEndpoints _roles = new(state.Identity);
    private readonly AssignmentEndpoints _assignments = new(state.Identity);
    private readonly ApplicationCredentialEndpoints _credentials = new(state.Identity, options);
    private readonly PasscodeEndpoints _passcodes = new(state.Identity);
    private readonly TrustEndpoints _trusts = new(state.Identity);
    private readonly CatalogEndpoints _catalog = new(options);

    public Reply Respond(ServiceRequest request)
    {
        request.Token = _identity.Tokens.Find(request.Header(TokenHeader.Auth));
        // Flask ignores one trailing slash.
        var path = Target.DecodeUtf8(request.Target.Path);
        path = path.Length > 1 && path.EndsWith('/') ? path[..^1] : path;
        return path.Split('/', StringSplitOptions.None) switch
        {
            [""] or ["", ""] => IdentityVersion.Choices(request),
            ["", "v3"] => request.Method is "GET" or "HEAD" ? IdentityVersion.V3(request) : IdentityReply.MethodNotAllowedPage(),
            ["", "v3", "auth", "tokens"] => _tokens.Respond(request),
            [
                "", "v3", "OS-FEDERATION", "identity_providers", var provider, "protocols", var protocol, "auth",
            ] => _tokens.Federate(request, provider, protocol),
            [
                "", "v3", "auth", "OS-FEDERATION", "identity_providers", var provider, "protocols", var protocol, "websso",
            ] => _webSso.Respond(request, provider, protocol),
            ["", "v3", "OS-OAUTH2", "token"] => _oauth2.Respond(request),
            ["", "v3", .. var resource] => Route(request, resource) switch
            {
                null => IdentityReply.UnknownPath(),
                _ when request.Token is null => IdentityReply.Unauthorized(request),
                { } route => route.Respond(request.Method, request.Token),
            },
            _ => IdentityReply.UnknownPath(),
        };
    }

    private IdentityRoute? Route(ServiceRequest request, string[] resource) => resource switch
    {
        ["auth", var kind] => RouteAuth(request, kind),
        ["projects", .. var path] => RouteProjects(request, path),
        ["users", .. var path] => RouteUsers(request, path),
        ["domains", .. var path] => RouteDomains(request, path),
        ["system", "users", var user, "roles", .. var role] when role.Length < 2 => Grants(
            request, AssignmentScope.System, WholeSystem, user, role),
        ["credentials"] => new() { Post = token => _passcodes.Create(request, token) },
        ["OS-TRUST", "trusts"] => new() { Post = token => _trusts.Create(request, token) },
        ["OS-TRUST", "trusts", var id] => new()
        {
            Get = token => _trusts.Show(request, token, id),
            Delete = token => _trusts.Delete(token, id),
        },
        ["role_assignments"] => new() { Get = token => _assignments.ListAll(request, token) },
        ["roles"] => new() { Get = token => _roles.List(request, token) },
        ["roles", var id] => new() { Get = token => _roles.Show(request, token, id) },
        ["services"] => new() { Get = token => CatalogEndpoints.Services(request, token) },
        ["endpoints"] => new() { Get = token => _catalog.Endpoints(request, token) },
        ["regions"] => new() { Get = _ => _catalog.Regions(request) },
        _ => null,
    };

    private IdentityRoute? RouteAuth(ServiceRequest request, string kind) => kind switch
    {
        "catalog" => new() { Get = token => _catalog.OfToken(request, token) },
        "projects" => new() { Get = token => _auth.Projects(request, token) },
        "domains" => new() { Get = token => _auth.Domains(request, token) },
        "system" => new() { Get = token => _auth.System(request, token) },
        _ => null,
    };

    private IdentityRoute? RouteProjects(ServiceRequest request, string[] path) => path switch
    {
        [] => new() { Get = token => _projects.List(request, token), Post = token => _projects.Create(request, token) },
        [var id] => new()
        {
            Get = token => _projects.Show(request, token, id),
            Patch = token => _projects.Update(request, token, id),
            Delete = token => _projects.Delete(token, id),
        },
        [var id, "users", var user, "roles", .. var role] when role.Length < 2 => Grants(
            request, AssignmentScope.Project, id, user, role),
        _ => null,
    };

    private IdentityRoute? RouteDomains(ServiceRequest request, string[] path) => path switch
    {
        [] => new() { Get = token => _domains.List(request, token), Post = token => _domains.Create(request, token) },
        [var id] => new()
        {
            Get = token => _domains.Show(request, token, id),
            Patch = token => _domains.Update(request, token, id),
            Delete = token => _domains.Delete(token, id),
        },
        [var id, "users", var user, "roles", .. var role] when role.Length < 2 => Grants(
            request, AssignmentScope.Domain, id, user, role),
        _ => null,
    };

    private IdentityRoute? RouteUsers(ServiceRequest request, string[] path) => path switch
    {
        [] => new() { Get = token => _users.List(request, token), Post = token => _users.Create(request, token) },
        [var id] => new()
        {
            Get = token => _users.Show(request, token, id),
            Patch = token => _users.Update(request, token, id),
            Delete = token => _users.Delete(token, id),
        },
        [var id, "projects"] => new() { Get = token => _users.Projects(request, token, id) },
        [var user, "application_credentials"] => new()
        {
            Get = token => _credentials.List(request, token, user),
            Post = token => _credentials.Create(request, token, user),
        },
        [var user, "application_credentials", var id] => new()
        {
            Get = token => _credentials.Show(request, token, user, id),
            Delete = token => _credentials.Delete(token, user, id),
        },
        _ => null,
    };

    private IdentityRoute Grants(ServiceRequest request, AssignmentScope scope, string target, string user, string[] role)
        => role is [var id]
        ? new()
        {
            Get = token => _assignments.Check(token, scope, target, user, id),
            Put = token => _assignments.Grant(token, scope, target, user, id),
            Delete = token => _assignments.Revoke(token, scope, target, user, id),
        }

        : new() { Get = token => _assignments.List(request, token, scope, target, user) };
}
