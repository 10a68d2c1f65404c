using OpenStackImage.Images;

namespace OpenStackImage.Sharing;

/// <summary>The keys of a sharing file (OpenStackImage.Sharing.schema.json).</summary>
internal static class SharingKeys
{
    public const string Schema = "$schema";
    public const string Version = "version";
    public const string Shares = "shares";

    public const string Images = "images";
    public const string Projects = "projects";

    public const string Id = "id";
    public const string Name = "name";
    public const string Pattern = "pattern";
    public const string Tag = "tag";
    public const string Property = "property";
    public const string Owner = "owner";
    public const string OwnerDomain = "ownerDomain";

    public const string Domain = "domain";
    public const string Status = "status";
    public const string Until = "until";

    /// <summary>The status of a project whose member status is not changed.</summary>
    public const string Keep = "keep";

    /// <summary>The only version of the format.</summary>
    public const string CurrentVersion = "1";

    /// <summary>The same number in another notation. A JSON Schema does not distinguish them, and some programs write it.</summary>
    public const string CurrentVersionAsFloat = "1.0";

    /// <summary>The URL of the JSON Schema, which exported files contain for editors.</summary>
    public const string SchemaUrl =
        "https://raw.githubusercontent.com/OpenStackImage/OpenStackImage/main/"
        + "src/OpenStackImage/Sharing/OpenStackImage.Sharing.schema.json";

    public static readonly string[] OfDocument = [Schema, Version, Shares];
    public static readonly string[] OfEntry = [Images, Projects];
    public static readonly string[] OfSelector = [Id, Name, Pattern, Tag, Property, Owner, OwnerDomain];
    public static readonly string[] OfProject = [Id, Name, Domain, Status, Until];
    public static readonly string[] Statuses =
        [Keep, MemberStatus.Pending, MemberStatus.Accepted, MemberStatus.Rejected];
}
