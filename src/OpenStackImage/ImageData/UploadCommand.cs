using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>The base class of the cmdlets that upload data: adds the parameters for files, streams and bytes from the pipeline.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UploadCommand : UploadOptionsCommand
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";
    private protected const string InputObjectSet = "InputObject";
    private protected const string StreamSet = "InputStream";

    private PipelineByteStream? _bytes;
    private bool _hasInput;

    /// <summary>Specifies the file that contains the data. Wildcards must match exactly one file.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Specifies the file that contains the data. Wildcards are not interpreted.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// Specifies the data as bytes, byte arrays, a .NET stream or a file (System.IO.FileInfo), usually from the pipeline: Get-Content
    /// -AsByteStream -ReadCount 1MB. All bytes together form the data of one image. Text and numbers are rejected.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NoCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Specifies a .NET stream that contains the data. The cmdlet uploads the data from the current position of the stream, and closes the
    /// stream.
    /// </summary>
    [Parameter(ParameterSetName = StreamSet, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Stream? InputStream { get; set; }

    internal override IReadOnlyCollection<string> OwnColumns
        => ParameterSetName == StreamSet ? [] : [nameof(Path), nameof(LiteralPath)];

    private protected override int Throttle => _bytes is null ? 1 : 2;

    private protected override bool EndsWorkAfterStop => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _hasInput = true;
        if (!AdmitColumns())
        {
            return;
        }

        try
        {
            switch (ParameterSetName)
            {
                case PathSet when Path is not null:
                    BeginFile(Path, isLiteral: false);
                    break;
                case LiteralPathSet:
                    BeginFile(LiteralPath!, isLiteral: true);
                    break;
                case StreamSet:
                    Begin(UploadSource.OfStream(InputStream!, ExpectedHash));
                    break;
                case InputObjectSet:
                    ProcessInput(InputObject!);
                    break;
                default:
                    Begin(source: null);
                    break;
            }
        }
        catch (FileException failure)
        {
            WriteError(ErrorRecords.From(failure, LiteralPath ?? Path));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hasInput && MyInvocation.ExpectingInput && RequiresInput)
        {
            WriteError(
                ErrorRecords.From(
                    new ImageDataException(
                        ErrorIds.NoImageData, "The pipeline contains no data; nothing was sent.", "Pipe bytes, or use -Path."),
                    null));
        }

        _bytes?.Complete(HandOver, StopToken);
        base.EndProcessing();
    }

    /// <summary>True if an empty pipeline is an error.</summary>
    private protected virtual bool RequiresInput => true;

    /// <summary>Returns the error of parameters and columns that exclude or require each other; null if there is none.</summary>
    /// <param name="source">The data; null for none.</param>
    private protected abstract OpenStackException? Contradiction(UploadSource? source);

    /// <summary>Starts the upload of one image.</summary>
    /// <param name="source">The data; null for none.</param>
    private protected abstract void Upload(UploadSource? source);

    /// <summary>Starts work that reads the bytes of the pipeline until it ends.</summary>
    private protected void StartUpload(Action<Func<PipelineWriter, Task>> start, Func<PipelineWriter, Task> work)
    {
        var bytes = _bytes;
        start(async writer =>
        {
            try
            {
                await work(writer).ConfigureAwait(false);
            }
            finally
            {
                // Nothing more is read from the pipeline after success or failure.
                bytes?.Close();
            }
        });
    }

    private void Begin(UploadSource? source)
    {
        if (Contradiction(source) is { } contradiction)
        {
            Refuse(contradiction);
        }
        else
        {
            Upload(source);
        }
    }

    private void BeginFile(string path, bool isLiteral)
        => Begin(UploadSource.OfFile(FileSystemPath.OfExisting(SessionState, path, isLiteral), ExpectedHash));

    private void ProcessInput(PSObject input)
    {
        if (PipelineInput.BytesOf(input) is { } bytes)
        {
            Feed(bytes);
        }
        else if (input.BaseObject is Stream stream)
        {
            Begin(UploadSource.OfStream(stream, ExpectedHash));
        }
        else if (PipelineInput.FileOf(input) is { } path)
        {
            BeginFile(path, isLiteral: true);
        }
        else if (input.BaseObject is PSCustomObject && HasBoundColumn(input))
        {
            // A row of a table whose columns are bound to other parameters.
            Begin(source: null);
        }
        else
        {
            Refuse(PipelineInput.NotBinary(input.BaseObject), input.BaseObject);
        }
    }

    /// <summary>True if a column of a row has the name of a parameter that is bound by property name.</summary>
    private bool HasBoundColumn(PSObject row)
        => MyInvocation.MyCommand.Parameters.Values
            .Where(CommandParameters.IsColumn)
            .SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name))
            .Any(name => row.Properties[name] is not null);

    private void Feed(byte[] bytes)
    {
        if (_bytes is null)
        {
            _bytes = new PipelineByteStream();
            Begin(UploadSource.OfPipeline(_bytes, ExpectedHash));
        }

        _bytes.Add(bytes, HandOver, StopToken);
    }
}
