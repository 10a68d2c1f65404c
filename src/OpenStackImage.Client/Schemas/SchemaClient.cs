using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Schemas;

/// <summary>Glance's /v2/schemas (glance/api/v2/schemas.py).</summary>
internal sealed class SchemaClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "schemas";
    private const string Image = "image";

    /// <summary>The names of the schemas, those of lists after them (glance/api/v2/router.py).</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        Image, "member", "task", "metadefs/namespace", "metadefs/object", "metadefs/property", "metadefs/resource_type", "metadefs/tag",
        "images", "members", "tasks", "metadefs/namespaces", "metadefs/objects", "metadefs/properties", "metadefs/resource_types",
        "metadefs/tags",
    ];

    /// <summary>Returns the fields of a schema.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NameNotFoundException">The schema does not exist.</exception>
    public async Task<IReadOnlyList<ImageSchemaProperty>> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            throw new NameNotFoundException(
                ErrorIds.SchemaNotFound, $"The schema '{name}' does not exist.", $"Use one of {string.Join(", ", Names)}.");
        }

        var response = await session.Image
            .SendAsync(ServiceRequest.Get(session.Image.Resource([Collection, .. name.Split('/')])), observer, cancellationToken)
            .ConfigureAwait(false);
        var properties = response.ReadObject().Object("properties").Properties();
        return
        [
            .. properties
                .Where(property => property.Value is JObject)
                .Select(property => Read(name, property.Name, (JObject)property.Value)),
        ];
    }

    /// <summary>
    /// Returns the properties that the cloud's image schema defines in addition to the fields of every image; reads them once per session.
    /// </summary>
    public Task<IReadOnlyList<ImageSchemaProperty>> WellKnownAsync(CancellationToken cancellationToken)
        => session.Caches.Of<IReadOnlyList<ImageSchemaProperty>>(nameof(ImageSchemaProperty)).GetOrAddAsync(
            Image,
            async () => [.. (await GetAsync(Image, cancellationToken).ConfigureAwait(false)).Where(property => !property.IsBase)],
            cancellationToken);

    private static ImageSchemaProperty Read(string schema, string name, JObject json) => new()
    {
        Schema = schema,
        Name = name,
        Type = json["type"] is JArray ? string.Join(",", json.Texts("type")) : json.Text("type") ?? "",
        IsReadOnly = json.Boolean("readOnly"),
        IsBase = json["is_base"] is null || json.Boolean("is_base"),
        AllowedValues = json.Texts("enum"),
        MaxLength = json.Int64("maxLength"),
        Pattern = json.Text("pattern"),
        Description = json.Text("description") ?? "",
    };
}
