using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The base class of every cmdlet that sends requests: adds -Session. Work uses the session of its writer: that of -Session, otherwise that
/// of the specified object, otherwise the default session of the runspace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class SessionCommand : AsyncCommand
{
    private RowSettings? _rowSettings;

    /// <summary>
    /// Specifies the session to use, or its name. Get- cmdlets accept several sessions and wildcards. By default, the cmdlet uses the
    /// session of the specified object, or the session that is named in the Cloud column of a row. Otherwise, it uses the default session
    /// of this runspace.
    /// </summary>
    [Parameter]
    [SessionName]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual OpenStackSession[]? Session { get; set; }

    /// <summary>The parameters that have an effect only together with others.</summary>
    private protected virtual IReadOnlyList<ParameterRequirement> Requirements => [];

    /// <summary>What the columns of piped rows are for the cmdlet.</summary>
    private protected virtual ColumnUse Columns => ColumnUse.Changes;

    /// <summary>The parameters that are not bound by property name, and whose columns the cmdlet reads itself.</summary>
    internal virtual IReadOnlyCollection<string> OwnColumns => [];

    /// <summary>True if settings come from the columns of piped rows, in addition to the parameters that were specified.</summary>
    private protected bool AppliesColumns => _rowSettings?.AreApplied == true;

    /// <summary>Several sessions are permitted for cmdlets that change nothing.</summary>
    private bool AcceptsSeveralSessions
        => MyInvocation.MyCommand.Name.StartsWith(VerbsCommon.Get + "-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws a terminating error if there is no session, unless a pipeline object can supply one.</summary>
    protected override void BeginProcessing()
    {
        if (Session is { Length: > 1 } && !AcceptsSeveralSessions)
        {
            ThrowTerminatingError(ErrorRecords.From(
                new SessionException(
                    "-Session specifies several sessions, and only Get- cmdlets accept more than one.", "Specify one session."),
                target: null));
        }

        VerifyArguments();
        if (UnmetRequirement(mayBeColumn: false) is { } refusal)
        {
            ThrowTerminatingError(ErrorRecords.From(refusal, target: null));
        }

        if (MyInvocation.ExpectingInput)
        {
            _rowSettings = new RowSettings(this, Columns);
            return;
        }

        if (Session is null && SessionStore.OfThisRunspace.Default is null)
        {
            RequireSession(ObjectSessions.Of(MyInvocation.BoundParameters.Values).FirstOrDefault());
        }
    }

    /// <summary>
    /// The session of the work item that the caller belongs to; outside one, the session of work that does not depend on an object.
    /// </summary>
    private protected OpenStackSession CurrentSession => SessionOfWork ?? RequireSession(null);

    /// <summary>Returns the sessions of work that does not depend on an object.</summary>
    private protected IReadOnlyList<OpenStackSession> RequireSessions() => GivenSessions ?? [RequireSession(null)];

    /// <summary>Returns each session of -Session once, because a list can contain a session twice.</summary>
    private OpenStackSession[]? GivenSessions => Session?.Distinct().ToArray();

    /// <inheritdoc cref="AsyncCommand.Start"/>
    private protected void Start(object? target, Func<PipelineWriter, Task> work) => Start(target, work, Arguments);

    /// <summary>Starts a work item that needs no session, or has several sessions.</summary>
    /// <inheritdoc cref="AsyncCommand.Start"/>
    private protected void StartWithoutSession(object? target, Func<PipelineWriter, Task> work) => base.Start(target, work);

    /// <summary>Starts a work item about an image, in the session of the image.</summary>
    /// <param name="image">The image as the user specified it; its text is the target object of the work's error.</param>
    /// <param name="work">Runs on the thread pool.</param>
    private protected void StartFor(ImageReference image, Func<PipelineWriter, Task> work)
    {
        // Each of several images is processed in its own cloud.
        var others = Arguments.Where(value => value is not ImageReference[]);
        Start(image.Text, work, [image, .. others]);
    }

    /// <summary>Starts a work item in the session of its objects. With several sessions, it runs concurrently in each of them.</summary>
    /// <param name="target">The target object of the work's error.</param>
    /// <param name="work">Runs on the thread pool.</param>
    /// <param name="objects">The objects that the work is about, from parameters.</param>
    private protected void Start(object? target, Func<PipelineWriter, Task> work, IEnumerable<object?> objects)
    {
        var sources = ObjectSessions.Of([.. objects, PipelineObject.Of(this)]);
        var sessions = GivenSessions ?? [RequireSession(sources.FirstOrDefault() ?? ObjectSessions.OfPipelineRow(this))];
        foreach (var source in sources)
        {
            sessions = [.. sessions.Where(session => session.CloudIdentity == source.CloudIdentity)];
        }

        if (sessions.Length == 0)
        {
            base.Start(target, _ => throw ObjectSessions.Mismatch(sources, Session));
        }
        else if (sessions.Length == 1)
        {
            base.Start(target, work, sessions[0]);
        }
        else
        {
            var fanOut = new SessionFanOut(sessions, target);
            base.Start(target, writer => fanOut.RunAsync(child => RunWith(child, work), writer));
        }
    }

    /// <summary>The values of the specified parameters.</summary>
    private IEnumerable<object?> Arguments => MyInvocation.ExpectingInput
        ? MyInvocation.BoundParameters.Keys.Select(name => CommandParameters.ValueOf(this, name))
        : MyInvocation.BoundParameters.Values;

    private OpenStackSession RequireSession(OpenStackSession? ofObject)
    {
        var session = Session?[0] ?? ofObject ?? SessionStore.OfThisRunspace.Default;
        if (session is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        return session!;
    }
}
