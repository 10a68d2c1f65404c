using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Gets metadata definition namespaces. They define the properties that images, flavors and volumes can have.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefNamespace")]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class GetOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>
    /// Specifies one or more namespaces. A namespace that is specified by its name is returned with its content; wildcards are supported
    /// and return namespaces without content. If omitted, all namespaces are returned.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    [ObjectText("Namespace")]
    public string[]? Namespace { get; set; }

    /// <summary>
    /// Specifies resource types. A list contains only the namespaces that are associated with one of them. A single namespace is returned
    /// with the property names that the first resource type uses (with its prefix).
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    [ObjectText("Name")]
    public string[]? ResourceType { get; set; }

    /// <summary>Specifies the visibility of the listed namespaces: public or private. By default, both are listed.</summary>
    [Parameter]
    [ValidateSet("public", "private")]
    [ValidateNotNullOrEmpty]
    public string[] Visibility { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Namespace ?? ["*"])
        {
            Start(text, writer => NamePattern.IsPlain(text, out var name)
                ? GetAsync(name, writer)
                : ListAsync(NamePattern.Of(text), writer));
        }
    }

    private async Task GetAsync(string name, PipelineWriter writer)
    {
        var client = new NamespaceClient(writer.Session, writer);
        var found = await client.GetAsync(name, ResourceType?[0], writer.CancellationToken).ConfigureAwait(false);
        if (IsVisible(found))
        {
            await writer.WriteAsync(found).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(WildcardPattern pattern, PipelineWriter writer)
    {
        var client = new NamespaceClient(writer.Session, writer);
        var visibility = Visibility.Length == 1 ? Visibility[0].ToLowerInvariant() : null;
        var namespaces = client.ListAsync(visibility, ResourceType, writer.CancellationToken);
        await foreach (var found in namespaces.ConfigureAwait(false))
        {
            if (pattern.IsMatch(found.Namespace) && IsVisible(found))
            {
                await writer.WriteAsync(found).ConfigureAwait(false);
            }
        }
    }

    private bool IsVisible(ImageMetadefNamespace found)
        => Visibility.Length == 0 || Visibility.Contains(found.Visibility, StringComparer.OrdinalIgnoreCase);
}
