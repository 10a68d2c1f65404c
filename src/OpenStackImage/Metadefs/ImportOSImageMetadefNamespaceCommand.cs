using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;

namespace OpenStackImage.Metadefs;

/// <summary>Makes a namespace of metadata definitions, with all that lies in it, from a JSON file as Glance's own are: /etc/glance/metadefs. Takes an admin's session.</summary>
[Cmdlet(VerbsData.Import, "OSImageMetadefNamespace", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class ImportOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>The files; * and ? and [] stand for other characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in Path.SelectMany(Resolve))
        {
            Start(file, async writer =>
            {
                var text = LocalFile.Try(file, () => File.ReadAllText(file));
                if (await writer.ConfirmAsync($"Make namespace '{NamespaceClient.NameIn(text)}' with all that lies in it from {System.IO.Path.GetFileName(file)}").ConfigureAwait(false))
                {
                    await writer.WriteAsync(await new NamespaceClient(CurrentSession, writer).ImportAsync(text, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                }
            });
        }
    }

    /// <summary>The files that a path means. One that means none is one error; the others are still imported.</summary>
    private IEnumerable<string> Resolve(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception failure) when (failure is SessionStateException or WildcardPatternException)
        {
            Start(path, _ => Task.FromException(LocalFile.Failed(path, failure)));
            return [];
        }
    }
}
