using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Projects;

/// <summary>Keystone's /v3/domains (api-ref identity/v3, "Domains").</summary>
internal sealed class DomainClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "domains";
    private const string ListKey = "domains";
    private const string Key = "domain";

    /// <summary>
    /// Returns the ID of the domain with an ID or a name. The domains of the session are known from its token, because its user may not be
    /// permitted to list domains.
    /// </summary>
    /// <exception cref="NameNotFoundException">No domain has the name, or this user is not permitted to look it up.</exception>
    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        var reference = DomainReference.Parse(text)!;
        if (KnownId(reference) is { } known)
        {
            return known;
        }

        var identity = session.RequireIdentity();
        var url = identity.Resource(Collection).SetQueryParam("name", reference.Name);
        try
        {
            var list = identity.ListAsync(url, ListKey, DomainReader.Read, domain => domain.Id, observer, cancellationToken);
            await foreach (var domain in list.ConfigureAwait(false))
            {
                if (string.Equals(domain.Name, reference.Name, StringComparison.OrdinalIgnoreCase))
                {
                    return domain.Id;
                }
            }
        }
        catch (AccessDeniedException)
        {
            throw new NameNotFoundException(
                ErrorIds.DomainNotResolved,
                $"The domain name '{text}' cannot be looked up: {session.ScopeDescription} is not permitted to list domains.",
                "Specify the domain's ID.");
        }

        throw new NameNotFoundException(
            ErrorIds.DomainNotFound, $"There is no domain named '{text}'.",
            "Check the name; Get-OSProject shows the domain of each project.");
    }

    /// <summary>Returns the name of a domain; null if this user is not permitted to read it, or there is no such domain.</summary>
    public async Task<string?> NameOfAsync(string domainId, CancellationToken cancellationToken)
    {
        if (DomainReference.Parse(domainId) is not { Id: { } id })
        {
            return null;
        }

        try
        {
            var identity = session.RequireIdentity();
            var response = await identity.SendAsync(ServiceRequest.Get(identity.Resource(Collection, id)), observer, cancellationToken)
                .ConfigureAwait(false);
            var domain = response.Read(Key, DomainReader.Read);
            return string.Equals(domain.Id, id, StringComparison.OrdinalIgnoreCase)
                ? domain.Name
                : throw new UnexpectedResponseException(
                    $"The response to the request for domain {id} contains another domain, '{domain.Id}'.");
        }
        catch (ServiceException refusal) when (refusal is AccessDeniedException or NotFoundException)
        {
            return null;
        }
    }

    private string? KnownId(DomainReference reference)
        => reference.Id is null ? session.OwnDomainId(reference.Name!)
            // Keystone compares IDs with case.
            : OpenStackId.IsProjectId(reference.Id) ? OpenStackId.SpellingsOfProjectId(reference.Id, session.ProjectDomainId)[0]
            : reference.Id;
}
