using System.Collections.Concurrent;
using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;
using OpenStackImage.Members;

namespace OpenStackImage.Sharing;

/// <summary>The base class of the cmdlets that compare a sharing file with the cloud: adds -Path and -LiteralPath.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SharingFileCommand : ThrottledCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly ConcurrentDictionary<OpenStackSession, MemberClients> _clients = new();

    /// <summary>
    /// Specifies the sharing file (.yaml, .yml, .json or .csv). Wildcards must match exactly one file. For the format, see
    /// about_OpenStackImage_SharingFile.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Specifies the sharing file as -Path does. Wildcards are not interpreted.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The resource clients; the same for all images of the command.</summary>
    private protected MemberClients Clients => _clients.GetOrAdd(
        CurrentSession, session => new MemberClients(session, projectDomain: null, requiresExistingProjects: true, Observer));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isLiteral = ParameterSetName == LiteralPathSet;
        var path = isLiteral ? LiteralPath : Path;
        try
        {
            var file = FileSystemPath.OfExisting(SessionState, path, isLiteral);
            Process(new SharingRun(SharingFile.Read(file), ThrottleLimit));
        }
        catch (OpenStackException failure)
        {
            WriteError(ErrorRecords.From(failure, path));
            Complete(run: null);
        }
    }

    /// <summary>Reports an entry with an image that cannot be shared.</summary>
    private protected abstract Task ReportAsync(SharingRun run, UnusableImage unusable, PipelineWriter writer);

    /// <summary>Does the cmdlet's work for one image; runs on the thread pool.</summary>
    private protected abstract Task ProcessImageAsync(SharingRun run, SelectedImage image, SharingPlan plan, PipelineWriter writer);

    /// <summary>Pipeline thread: is called when a file has been processed.</summary>
    /// <param name="run">The file; null if it could not be read.</param>
    private protected virtual void Complete(SharingRun? run)
    {
    }

    private void Process(SharingRun run)
    {
        Start(run.Document.Path, run.PrepareAsync, []);
        Finish();
        foreach (var unusable in run.Unusable)
        {
            Start(unusable.Text, writer => ReportAsync(run, unusable, writer), []);
        }

        foreach (var image in run.Images)
        {
            Start(image.Image.Id, writer => CompareAsync(run, image, writer), []);
        }

        Finish();
        Complete(run);
    }

    private async Task CompareAsync(SharingRun run, SelectedImage image, PipelineWriter writer)
    {
        var comparison = await run.CompareAsync(image, Clients, writer).ConfigureAwait(false);
        if (comparison.Plan is { } plan)
        {
            await ProcessImageAsync(run, comparison.Image, plan, writer).ConfigureAwait(false);
        }
        else if (comparison.Unusable.Count == 0)
        {
            writer.WriteVerbose($"Image {image.Image} was deleted while the images were listed.");
        }

        foreach (var unusable in comparison.Unusable)
        {
            await writer.TryAsync(unusable.Text, () => ReportAsync(run, unusable, writer)).ConfigureAwait(false);
        }
    }
}
