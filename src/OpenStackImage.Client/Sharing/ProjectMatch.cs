using OpenStackImage.Http;

namespace OpenStackImage.Sharing;

/// <summary>The projects that a <see cref="ListedProject"/> means.</summary>
/// <param name="Projects">The projects; none if they cannot be determined.</param>
/// <param name="Failure">The reason why they cannot be determined, or that the project with the ID does not exist; null otherwise.</param>
/// <param name="DomainId">The domain whose enabled projects are specified; null for a single project.</param>
internal sealed record ProjectMatch(IReadOnlyList<ResourceName> Projects, OpenStackException? Failure = null, string? DomainId = null)
{
    /// <summary>True if the projects cannot be determined or do not exist, so that any member may be meant.</summary>
    public bool IsUnusable => Failure is not null;
}
