using OpenStackImage.Http;
using OpenStackImage.Projects;

namespace OpenStackImage.Members;

/// <summary>The resource clients that a member cmdlet uses with one session.</summary>
/// <param name="session">The session.</param>
/// <param name="projectDomain">The domain of projects that are specified by name; null for any.</param>
/// <param name="requiresExistingProjects">True to verify that a project ID belongs to a project.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class MemberClients(
    OpenStackSession session, string? projectDomain, bool requiresExistingProjects, IRequestObserver observer)
{
    private readonly Lazy<ProjectResolver> _projects = new(() => new(session, projectDomain, requiresExistingProjects, observer));
    private readonly Lazy<MemberNames> _names = new(() => new(session, observer));

    public OpenStackSession Session => session;

    /// <summary>The domain of projects that are specified by name; null for any.</summary>
    public string? ProjectDomain => projectDomain;

    /// <summary>True if projects are looked up in one domain only.</summary>
    public bool HasProjectDomain => projectDomain is not null;

    public ImageResolver Images { get; } = new(session, observer);

    public MemberClient Members { get; } = new(session, observer);

    public ProjectResolver Projects => _projects.Value;

    public MemberNames Names => _names.Value;

    /// <summary>
    /// Resolves the project of an operation on an image. Text that Keystone cannot resolve is treated as an ID if it is a member of the
    /// image, because project IDs need not be UUIDs.
    /// </summary>
    /// <inheritdoc cref="ProjectResolver.ResolveAsync"/>
    public async Task<ResourceName> ResolveProjectAsync(ResourceName image, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await Projects.ResolveAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (NameNotFoundException) when (!HasProjectDomain && OpenStackId.MayBeProjectId(text))
        {
            if (!await IsMemberAsync(image, text, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return new ResourceName(text, null);
        }
    }

    private async Task<bool> IsMemberAsync(ResourceName image, string text, CancellationToken cancellationToken)
    {
        try
        {
            var members = await Members.ListAsync(image, cancellationToken).ConfigureAwait(false);
            return members.Any(member => member.MemberId == text);
        }
        catch (AccessDeniedException)
        {
            // An image that is not shared has no members.
            return false;
        }
    }

    /// <summary>Returns the target object of an error, which can be piped into the cmdlet again.</summary>
    public static ImageMember ErrorTarget(ResourceName image, string project)
        => new() { ImageId = image.Id, ImageName = image.Name, MemberId = project };
}
