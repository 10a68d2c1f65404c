using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Schemas;

/// <summary>Gets the fields of Glance's resources with their types, allowed values and descriptions.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageSchema")]
[OutputType(typeof(ImageSchemaProperty))]
public sealed class GetOSImageSchemaCommand : SessionCommand
{
    /// <summary>
    /// Specifies one or more schemas: image, member, task, metadefs/namespace, metadefs/object, metadefs/property, metadefs/resource_type
    /// or metadefs/tag; or those of lists: images, members, tasks, metadefs/namespaces and so on.
    /// Wildcards are supported. Default: image.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SchemaCompleter))]
    public string[] Schema { get; set; } = ["image"];

    /// <summary>Specifies the names of the fields. Wildcards are supported. If omitted, all fields are returned.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SchemaFieldCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var schema in Schema.SelectMany(Matching))
        {
            Start(schema, writer => GetAsync(schema, writer));
        }
    }

    private static IEnumerable<string> Matching(string text)
    {
        if (!NamePattern.IsValid(text))
        {
            return [text];
        }

        var pattern = NamePattern.Of(text);
        return SchemaClient.Names.Where(name => pattern.IsMatch(name));
    }

    private async Task GetAsync(string schema, PipelineWriter writer)
    {
        var patterns = Name?.Select(name => NamePattern.Of(name)).ToArray();
        var client = new SchemaClient(writer.Session, writer);
        foreach (var property in await client.GetAsync(schema, writer.CancellationToken).ConfigureAwait(false))
        {
            if (patterns is null || patterns.Any(pattern => pattern.IsMatch(property.Name)))
            {
                await writer.WriteAsync(property).ConfigureAwait(false);
            }
        }
    }
}
