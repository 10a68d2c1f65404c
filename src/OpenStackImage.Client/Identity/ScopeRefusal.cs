using OpenStackImage.Errors;

namespace OpenStackImage.Identity;

/// <summary>Explains why a service refuses a token that is not scoped to a project.</summary>
internal static class ScopeRefusal
{
    /// <summary>The recommended action.</summary>
    public const string ConnectWithProject = "Connect with -ProjectName or -ProjectId.";

    private const string PolicyRefusal = "not authorized to complete";

    /// <summary>
    /// Returns the explanation of a policy's refusal; null if a policy is not the reason. Since oslo.policy 4.4 (OpenStack 2024.2), scopes
    /// are enforced by default, and all image policies have the scope project (glance/policies/image.py).
    /// </summary>
    /// <param name="denied">The 403.</param>
    /// <param name="isSystem">True if the token is scoped to the system.</param>
    public static ServiceException? Explain(AccessDeniedException denied, bool isSystem)
    {
        if (denied.ServerMessage.IndexOf(PolicyRefusal, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        var scope = isSystem ? "The session is scoped to the system" : "The session is not scoped to a project";
        return denied.Explained(
            $"{scope}, and this cloud's Glance requires a token that is scoped to a project.", ErrorIds.NoProject, ConnectWithProject);
    }
}
