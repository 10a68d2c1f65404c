using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Files;
using OpenStackImage.ImageData;

namespace OpenStackImage.Metadefs;

/// <summary>
/// Creates a metadata definition namespace and its content from a JSON file in the format of /etc/glance/metadefs. Requires the admin role.
/// </summary>
[Cmdlet(VerbsData.Import, "OSImageMetadefNamespace", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class ImportOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>The largest file of Glance's own namespaces has 60 KB.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Specifies one or more JSON files. Wildcards are supported.</summary>
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
            Start(file, writer => ImportAsync(file, writer));
        }
    }

    private static async Task ImportAsync(string file, PipelineWriter writer)
    {
        var text = TextOf(LocalFile.ReadBytes(file, MaxBytes));
        var sentence = $"Create namespace '{NamespaceClient.NameIn(text)}' and its content from {System.IO.Path.GetFileName(file)}";
        if (await writer.ConfirmAsync(sentence).ConfigureAwait(false))
        {
            var client = new NamespaceClient(writer.Session, writer);
            var created = await client.ImportAsync(text, writer.CancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(created).ConfigureAwait(false);
        }
    }

    private static string TextOf(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    /// <summary>Returns the files that a path denotes. A path without a file is one error; the other files are still imported.</summary>
    private IEnumerable<string> Resolve(string path)
    {
        try
        {
            var files = FileSystemPath.Match(SessionState, path);
            return files.Count > 0 ? files : Refuse(path, LocalFile.NotFound(FileSystemPath.Of(SessionState, path)));
        }
        catch (FileException failure)
        {
            return Refuse(path, failure);
        }
        catch (SessionStateException failure)
        {
            return Refuse(path, LocalFile.Failed(path, failure));
        }
    }

    private IEnumerable<string> Refuse(string path, FileException failure)
    {
        Start(path, _ => Task.FromException(failure));
        return [];
    }
}
