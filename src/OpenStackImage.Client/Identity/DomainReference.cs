using Newtonsoft.Json.Linq;

namespace OpenStackImage.Identity;

/// <summary>A Keystone domain, by ID or by name.</summary>
internal sealed record DomainReference(string? Id, string? Name)
{
    /// <summary>The domain that every Keystone has initially. It is also the default of the openstack client.</summary>
    public static readonly DomainReference Default = new("default", null);

    /// <summary>Parses user input: an ID if it has the form of an ID (or is "default"), otherwise a name.</summary>
    public static DomainReference? Parse(string? text)
        => string.IsNullOrWhiteSpace(text) ? null
            : text == Default.Id ? Default
            : OpenStackId.IsProjectId(text!) ? new(text!.ToLowerInvariant(), null)
            : new(null, text);

    public JObject ToJson() => Id is not null ? new JObject { ["id"] = Id } : new JObject { ["name"] = Name };

    public override string ToString() => Name ?? Id ?? "";
}
