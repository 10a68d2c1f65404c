using OpenStackImage.Errors;

namespace OpenStackImage.Metadefs;

/// <summary>The subject of a request, for messages.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Word">The kind of definition; null for the namespace itself.</param>
/// <param name="Name">The definition; null for all of the kind.</param>
internal sealed record MetadefSubject(string Namespace, string? Word = null, string? Name = null)
{
    public override string ToString() => Name is null ? $"namespace '{Namespace}'" : $"{Word} '{Name}' in namespace '{Namespace}'";
}

/// <summary>Explains why Glance refused a request for metadata definitions (glance/policies/metadef.py, glance/domain/proxy).</summary>
internal static class MetadefErrorExplainer
{
    public static ServiceException Explain(ServiceException refusal, MetadefSubject subject) => refusal switch
    {
        ConflictException => refusal.Explained(
            $"The {subject} already exists.", ErrorIds.MetadefExists, "Use another name, or remove the existing definition first."),
        NotFoundException => refusal.Explained(
            $"The {subject} does not exist, or this project cannot see it.",
            ErrorIds.MetadefNotFound,
            "List the namespaces, or the content of one, with Get-OSImageMetadefNamespace. Names are case-sensitive."),
        AccessDeniedException when refusal.ServerMessage.IndexOf("protected", StringComparison.OrdinalIgnoreCase) >= 0 => refusal.Explained(
            $"The {subject} is protected.",
            ErrorIds.MetadefProtected,
            $"Remove the protection first: Set-OSImageMetadefNamespace '{subject.Namespace}' -Protected $false."),
        AccessDeniedException => refusal.Explained(
            "Only an admin can change metadata definitions.", ErrorIds.AdminRequired, "Use an admin session."),
        InvalidRequestException => refusal.Explained(
            $"Glance rejected the {subject.Word ?? "namespace"}.",
            ErrorIds.MetadefInvalid,
            "Compare it with Get-OSImageSchema. The message of the service names the invalid field."),
        _ => refusal,
    };
}
