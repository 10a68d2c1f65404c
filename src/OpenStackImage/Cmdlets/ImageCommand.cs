using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Cmdlets;

/// <summary>The base class of the cmdlets that process images: adds -Image.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageCommand : ThrottledCommand
{
    /// <summary>Specifies one or more images by ID, by name, or as image objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public virtual ImageReference[] Image { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!AppliesColumns && Contradiction() is { } contradiction)
        {
            ThrowTerminatingError(ErrorRecords.From(contradiction, null));
        }
    }

    /// <summary>Starts the work for each image of the current pipeline object.</summary>
    protected override void ProcessRecord()
    {
        if (!AdmitColumns())
        {
            return;
        }

        if (AppliesColumns && Contradiction() is { } contradiction)
        {
            Refuse(contradiction);
            return;
        }

        var current = Snapshot<ImageCommand>();
        foreach (var image in current.Image)
        {
            StartFor(image, writer => current.ProcessImageAsync(image, writer));
        }
    }

    /// <summary>
    /// Returns the error of settings that exclude or require each other; null if there is none. It ends the statement if parameters specify
    /// the settings, and concerns one row if its columns do.
    /// </summary>
    private protected virtual OpenStackException? Contradiction() => null;

    /// <summary>
    /// Does the cmdlet's work for one image; runs on the thread pool, on a copy of the cmdlet with the parameters of that pipeline object.
    /// </summary>
    /// <param name="reference">The image as the user specified it.</param>
    /// <param name="writer">Writes results, errors and questions.</param>
    private protected abstract Task ProcessImageAsync(ImageReference reference, PipelineWriter writer);
}
