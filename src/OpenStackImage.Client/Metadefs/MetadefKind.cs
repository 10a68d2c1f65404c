using Newtonsoft.Json.Linq;

namespace OpenStackImage.Metadefs;

/// <summary>A kind of definition in a namespace: its URLs, and how it is read.</summary>
/// <param name="Collection">The path segment of the collection.</param>
/// <param name="ListKey">The property that holds a list.</param>
/// <param name="Word">The word for one definition in messages.</param>
/// <param name="Read">Reads a definition of a namespace.</param>
/// <param name="IsPostedToItem">True if a definition is created by a POST to its own URL, and not to the collection.</param>
/// <param name="HasItemUrl">False if a definition can only be read from the list.</param>
/// <param name="HasCreationTime">False if Glance does not show when a definition was created.</param>
internal sealed record MetadefKind<T>(
    string Collection,
    string ListKey,
    string Word,
    Func<string, JObject, T> Read,
    bool IsPostedToItem = false,
    bool HasItemUrl = true,
    bool HasCreationTime = true);

/// <summary>The kinds of definitions (glance/api/v2/router.py).</summary>
internal static class MetadefKinds
{
    public static readonly MetadefKind<ImageMetadefObject> Object
        = new(MetadefFields.Objects, MetadefFields.Objects, "object", MetadefReader.ReadObject);

    public static readonly MetadefKind<ImageMetadefProperty> Property
        = new(MetadefFields.Properties, MetadefFields.Properties, "property", MetadefReader.ReadProperty, HasCreationTime: false);

    public static readonly MetadefKind<ImageMetadefTag> Tag
        = new(MetadefFields.Tags, MetadefFields.Tags, "tag", MetadefReader.ReadTag, IsPostedToItem: true);

    public static readonly MetadefKind<ImageMetadefResourceTypeAssociation> Association
        = new(MetadefPath.ResourceTypes, MetadefFields.ResourceTypes, "resource type", MetadefReader.ReadAssociation, HasItemUrl: false);
}
