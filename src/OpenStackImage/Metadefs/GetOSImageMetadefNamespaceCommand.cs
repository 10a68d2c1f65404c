using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Gets namespaces of metadata definitions: which properties images, flavors and volumes may carry, and what they mean.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefNamespace")]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class GetOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>Namespaces, which come with all that lies in them; * and ? and [] stand for other characters, and then they come without. Left out, all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? Namespace { get; set; }

    /// <summary>Of a list, only those that define properties of one of these types of resources; of one namespace, the names of the properties with the prefix of the first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    public string[]? ResourceType { get; set; }

    /// <summary>Of a list, only those that everybody sees (public), or only those of this project (private).</summary>
    [Parameter]
    [ValidateSet("public", "private")]
    public string? Visibility { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Namespace ?? ["*"])
        {
            Start(text, async writer =>
            {
                var namespaces = new NamespaceClient(CurrentSession, writer);
                if (NamePattern.IsPlain(text, out var name))
                {
                    await writer.WriteAsync(await namespaces.GetAsync(name, ResourceType?[0], writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                    return;
                }

                var pattern = NamePattern.Of(text);
                await foreach (var found in namespaces.ListAsync(Visibility?.ToLowerInvariant(), ResourceType, writer.CancellationToken).ConfigureAwait(false))
                {
                    if (pattern.IsMatch(found.Namespace))
                    {
                        await writer.WriteAsync(found).ConfigureAwait(false);
                    }
                }
            });
        }
    }
}
