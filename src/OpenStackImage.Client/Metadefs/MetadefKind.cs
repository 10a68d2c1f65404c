using Newtonsoft.Json.Linq;

namespace OpenStackImage.Metadefs;

/// <summary>A kind of definitions that lie in a namespace: where, and how they are read.</summary>
/// <param name="Collection">The segment of the path.</param>
/// <param name="ListKey">The property that holds a list of them.</param>
/// <param name="Word">What one of them is called, for messages.</param>
/// <param name="Read">Reads one of a namespace.</param>
/// <param name="IsNamedInPath">True where a POST goes to the name, not to the collection.</param>
/// <param name="IsShownAlone">False where there is a list only.</param>
internal sealed record MetadefKind<T>(string Collection, string ListKey, string Word, Func<string, JObject, T> Read, bool IsNamedInPath = false, bool IsShownAlone = true);

/// <summary>The kinds there are (glance/api/v2/router.py).</summary>
internal static class MetadefKinds
{
    public static readonly MetadefKind<ImageMetadefObject> Object = new(MetadefFields.Objects, MetadefFields.Objects, "object", MetadefReading.Object);

    public static readonly MetadefKind<ImageMetadefProperty> Property = new(MetadefFields.Properties, MetadefFields.Properties, "property", MetadefReading.Property);

    public static readonly MetadefKind<ImageMetadefTag> Tag = new(MetadefFields.Tags, MetadefFields.Tags, "tag", MetadefReading.Tag, IsNamedInPath: true);

    public static readonly MetadefKind<ImageMetadefResourceTypeAssociation> Association
        = new(MetadefPath.ResourceTypes, MetadefFields.ResourceTypes, "resource type", MetadefReading.Association, IsShownAlone: false);
}
