using OpenStackImage.Errors;

namespace OpenStackImage.Images;

/// <summary>
/// Names that a filter by property must not have: Glance uses them for the list itself, and another value would replace or remove a filter
/// (glance/api/v2/images.py, index and RequestDeserializer.index).
/// </summary>
internal static class ReservedFilter
{
    /// <summary>The names in queries, with the parameter of Get-OSImage that does the same; null if there is none.</summary>
    private static readonly Dictionary<string, string?> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        [ImageFields.Id] = "WithId",
        [ImageFields.Name] = "Name",
        [ImageFields.Status] = "Status",
        [ImageFields.Visibility] = "Visibility",
        [ImageFields.Owner] = "Owner",
        [ImageFields.Protected] = "Protected",
        [ImageFields.Hidden] = "Hidden",
        [ImageFields.DiskFormat] = "DiskFormat",
        [ImageFields.ContainerFormat] = "ContainerFormat",
        [ImageFields.CreatedAt] = "CreatedAfter and -CreatedBefore",
        [ImageFields.UpdatedAt] = "UpdatedAfter and -UpdatedBefore",
        [ImageFields.Size] = "MinimumSize and -MaximumSize",
        [ImageFields.Tags] = "Tag",
        ["tag"] = "Tag",
        ["size_min"] = "MinimumSize",
        ["size_max"] = "MaximumSize",
        ["member_status"] = "MemberStatus",
        ["limit"] = "First",
        ["sort"] = "Sort",
        ["sort_key"] = "Sort",
        ["sort_dir"] = "Sort",
        ["is_public"] = "Visibility",
        ["changes-since"] = "UpdatedAfter",
        ["owner_is_public"] = "Visibility",
        ["deleted"] = "Status",
        ["marker"] = null,
        ["not_in"] = null,
        [ImageFields.VirtualSize] = null,
        [ImageFields.MinDisk] = null,
        [ImageFields.MinRam] = null,
        [ImageFields.Checksum] = null,
        [ImageFields.HashAlgorithm] = null,
        [ImageFields.HashValue] = null,
        [ImageFields.Stores] = null,
        [ImageFields.Self] = null,
        [ImageFields.File] = null,
        [ImageFields.Schema] = null,
        ["direct_url"] = null,
        ["locations"] = null,
    };

    /// <summary>The names of the fields of every image and of the parameters of a list.</summary>
    public static IEnumerable<string> Names => Parameters.Keys;

    /// <summary>Checks the names of a filter by property.</summary>
    /// <exception cref="OpenStackException">A name is reserved.</exception>
    public static void Refuse(IEnumerable<string> properties)
    {
        foreach (var property in properties)
        {
            if (Parameters.TryGetValue(property.Trim(), out var parameter))
            {
                var action = parameter is null ? "Filter the output with Where-Object." : $"Use -{parameter}.";
                throw new OpenStackException(
                    ErrorIds.ReservedProperty, $"-Property cannot filter by '{property}', which is not a custom property of an image.")
                {
                    RecommendedAction = action,
                };
            }
        }
    }
}
