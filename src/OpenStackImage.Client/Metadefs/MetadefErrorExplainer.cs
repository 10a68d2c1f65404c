using OpenStackImage.Errors;

namespace OpenStackImage.Metadefs;

/// <summary>What a request was about, for messages.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Word">The kind of definition; null for the namespace itself.</param>
/// <param name="Name">The definition; null for all of the kind.</param>
internal sealed record MetadefSubject(string Namespace, string? Word = null, string? Name = null)
{
    public override string ToString() => Name is null ? $"namespace '{Namespace}'" : $"{Word} '{Name}' in namespace '{Namespace}'";
}

/// <summary>Says why Glance refused (glance/policies/metadef.py, glance/domain/proxy and the controllers).</summary>
internal static class MetadefErrorExplainer
{
    public static ServiceException Explain(ServiceException refusal, MetadefSubject subject) => refusal switch
    {
        ConflictException => refusal.Explained($"There is a {subject} already.", ErrorIds.MetadefExists, "Take another name, or remove the present one first."),
        NotFoundException => refusal.Explained(
            $"There is no {subject} that this project may see.", ErrorIds.MetadefNotFound, "Get-OSImageMetadefNamespace lists the namespaces; with a name it shows what lies in one. Names are exact."),
        AccessDeniedException when refusal.ServerMessage.IndexOf("protected", StringComparison.OrdinalIgnoreCase) >= 0 => refusal.Explained(
            $"The {subject} is protected.", ErrorIds.MetadefProtected, $"Take the protection off first: Set-OSImageMetadefNamespace '{subject.Namespace}' -Protected $false."),
        AccessDeniedException => refusal.Explained("Metadata definitions are for admins to change.", ErrorIds.AdminRequired, "Use an admin's session."),
        InvalidRequestException => refusal.Explained($"Glance does not take this {subject.Word ?? "namespace"}.", ErrorIds.MetadefInvalid, "Compare it with Get-OSImageSchema; the service's sentence names what is wrong."),
        _ => refusal,
    };
}
