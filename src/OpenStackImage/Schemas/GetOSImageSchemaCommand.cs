using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Schemas;

/// <summary>Shows what Glance's objects are made of: each field, with what it may hold and what it is for.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageSchema")]
[OutputType(typeof(ImageSchemaProperty))]
public sealed class GetOSImageSchemaCommand : SessionCommand
{
    /// <summary>Of what: image (where left out), member, task, metadefs/namespace, metadefs/object, metadefs/property, metadefs/resource_type or metadefs/tag.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SchemaCompleter))]
    public string[] Schema { get; set; } = ["image"];

    /// <summary>Only these fields; * and ? and [] stand for other characters.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var schema in Schema)
        {
            Start(schema, async writer =>
            {
                var patterns = Name?.Select(name => NamePattern.Of(name)).ToArray();
                foreach (var property in await new SchemaClient(CurrentSession, writer).GetAsync(schema, writer.CancellationToken).ConfigureAwait(false))
                {
                    if (patterns?.Any(pattern => pattern.IsMatch(property.Name)) != false)
                    {
                        await writer.WriteAsync(property).ConfigureAwait(false);
                    }
                }
            });
        }
    }
}
