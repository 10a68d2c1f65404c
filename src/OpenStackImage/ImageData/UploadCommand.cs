using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>The base class of the cmdlets that upload data: adds the parameters for files, streams and bytes from the pipeline.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UploadCommand : SessionCommand
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";
    private protected const string InputObjectSet = "InputObject";
    private protected const string StreamSet = "InputStream";

    /// <summary>Removing an incomplete image may take this long after Ctrl+C.</summary>
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>Properties of a pipeline object that name a file.</summary>
    private static readonly string[] PathProperties = ["LiteralPath", "Path", "FullName", "PSPath"];

    private readonly List<Task> _uploads = [];
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
    /// -AsByteStream -ReadCount 1MB.
    /// All bytes together are the data of one image. Text and numbers are refused.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies a .NET stream. The data from its current position is uploaded, and the stream is closed.</summary>
    [Parameter(ParameterSetName = StreamSet, Mandatory = true)]
    [ValidateNotNull]
    public Stream? InputStream { get; set; }

    /// <summary>
    /// Specifies the hash that the data must have: an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 in hexadecimal digits, with or without the
    /// algorithm (sha256:...). A file with another hash is not uploaded.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ExpectedHash? ExpectedHash { get; set; }

    /// <summary>Indicates that the disk format of the data is not checked.</summary>
    [Parameter]
    public SwitchParameter SkipFormatCheck { get; set; }

    private protected override int Throttle => _bytes is null ? 1 : 2;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _hasInput = true;
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
                    Begin(UploadSource.OfStream(Readable(InputStream!), ExpectedHash));
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
                        ErrorIds.NoImageData, "The pipeline brings no data; nothing was sent.", "Pipe bytes, or use -Path."),
                    null));
        }

        _bytes?.Complete(HandOver, StopToken);
        base.EndProcessing();
    }

    /// <summary>True if a pipeline that brings nothing is an error.</summary>
    private protected virtual bool RequiresInput => true;

    /// <summary>Starts the upload of one image.</summary>
    /// <param name="source">The data; null for none.</param>
    private protected abstract void Begin(UploadSource? source);

    /// <summary>Starts work that may have to remove an incomplete image after Ctrl+C, which then waits for it.</summary>
    private protected void StartUpload(Action<Func<PipelineWriter, Task>> start, Func<PipelineWriter, Task> work)
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bytes = _bytes;
        _uploads.RemoveAll(upload => upload.IsCompleted);
        _uploads.Add(ended.Task);
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
                ended.TrySetResult(true);
            }
        });
    }

    /// <summary>Writes a sentence to the host if the cmdlet was stopped, because its pipeline no longer takes warnings.</summary>
    private protected void Warn(PipelineWriter writer, string text)
    {
        if (!StopToken.IsCancellationRequested)
        {
            writer.WriteWarning(text);
            return;
        }

        try
        {
            Host.UI?.WriteWarningLine(TerminalText.Of(text));
        }
        catch (Exception failure) when (
            failure is PSNotImplementedException or NotImplementedException or InvalidOperationException or PipelineStoppedException)
        {
            // The host has no user interface.
        }
    }

    /// <summary>Waits until incomplete images are removed.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            var uploads = _uploads.Where(upload => !upload.IsCompleted).ToArray();
            if (uploads.Length > 0 && !Task.WaitAll(uploads, StopLimit))
            {
                Task.WaitAll(uploads, CleanUpLimit);
            }
        }
    }

    private static Stream Readable(Stream stream) => stream.CanRead
        ? stream
        : throw new FileException(ErrorIds.FileFailed, "The stream cannot be read, or is closed.", "Specify an open stream.");

    private void BeginFile(string path, bool isLiteral)
        => Begin(UploadSource.OfFile(FileSystemPath.OfExisting(SessionState, path, isLiteral), ExpectedHash));

    private void ProcessInput(PSObject input)
    {
        switch (input.BaseObject)
        {
            case byte[] bytes:
                Feed(bytes);
                break;
            case byte single:
                Feed([single]);
                break;
            case Stream stream:
                Begin(UploadSource.OfStream(Readable(stream), ExpectedHash));
                break;
            case FileInfo file:
                BeginFile(file.FullName, isLiteral: true);
                break;
            case IList list when list.Count > 0 && list.Cast<object?>().All(item => Unwrap(item) is byte):
                Feed([.. list.Cast<object?>().Select(item => (byte)Unwrap(item)!)]);
                break;
            case PSCustomObject when PathOf(input) is { } path:
                BeginFile(path, isLiteral: true);
                break;
            case PSCustomObject:
                // A row of a table whose columns are bound to other parameters.
                Begin(source: null);
                break;
            default:
                ThrowTerminatingError(ErrorRecords.From(NotBinary(input.BaseObject), input.BaseObject));
                break;
        }
    }

    private static object? Unwrap(object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;

    private static string? PathOf(PSObject row)
        => PathProperties.Select(name => row.Properties[name]?.Value?.ToString()).FirstOrDefault(path => !string.IsNullOrEmpty(path));

    private static ImageDataException NotBinary(object value) => new(
        ErrorIds.InputNotBinary,
        value is string
            ? "The pipeline brings text, which PowerShell decoded; it is not the data of an image. Nothing was sent."
            : $"The pipeline brings objects of the type {value.GetType().FullName}, not bytes. Nothing was sent.",
        "Use -Path for a file, or pipe bytes: Get-Content -AsByteStream -ReadCount 1MB. Write the output of a program to a file first, "
            + "or pass its stream with -InputStream.");

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
