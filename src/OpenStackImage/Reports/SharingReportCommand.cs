using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;

namespace OpenStackImage.Reports;

/// <summary>The base class of the cmdlets that report who has access to which images: adds -InputObject and -AllProjects.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SharingReportCommand : ThrottledCommand
{
    private readonly List<ReportRow> _rows = [];

    /// <summary>
    /// Specifies the members to report: objects of Get-OSImageMember, including deserialized objects, or rows with the columns ImageId and
    /// MemberId. Default: the members of all shared images that the session's project owns.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Member")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public PSObject[]? InputObject { get; set; }

    /// <summary>Indicates that the cmdlet includes the shared images of all projects. Requires an admin session.</summary>
    [Parameter]
    public SwitchParameter AllProjects { get; set; }

    /// <summary>The target object of errors.</summary>
    private protected virtual object? Target => null;

    /// <summary>True if there is no pipeline input, so that the session is audited.</summary>
    private protected bool IsAudit
        => !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseIf(
            !IsAudit && AllProjects,
            "-AllProjects cannot be used with members from the pipeline.",
            "Use Get-OSImageMember -AllProjects, or omit the members.");

        // A session is not required, because rows of a file are reported without a lookup.
        if (IsAudit || Session is not null)
        {
            base.BeginProcessing();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject ?? [])
        {
            try
            {
                _rows.Add(Read(item));
            }
            catch (OpenStackException failure)
            {
                WriteError(ErrorRecords.From(failure, item));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (IsAudit)
        {
            Start(Target, writer => ReportAsync(
                new SharingCollector(writer, ThrottleLimit) { Session = writer.Session, AllProjects = AllProjects }, writer));
        }
        else
        {
            StartWithoutSession(Target, writer => ReportAsync(new SharingCollector(writer, ThrottleLimit) { Input = _rows }, writer));
        }

        base.EndProcessing();
    }

    /// <summary>Collects the members, and writes the report; runs on the thread pool.</summary>
    private protected abstract Task ReportAsync(SharingCollector collector, PipelineWriter writer);

    private ReportRow Read(PSObject item)
    {
        var row = MemberRow.Of(item) ?? throw new OpenStackException(
            ErrorIds.InvalidMemberRow, $"'{item}' is not a member of an image: it has no ImageId or no MemberId.");
        var given = Session?[0];
        if (given is not null && row.Session is { } source && source.CloudIdentity != given.CloudIdentity)
        {
            throw new SessionException(
                $"The object comes from the cloud '{source.Cloud}', and -Session is of the cloud '{given.Cloud}'.", "Omit -Session.");
        }

        // A row of a file is looked up in the default session only if its Cloud column contains the cloud of that session.
        var current = SessionStore.OfThisRunspace.Default;
        var session = row.Session ?? given ?? (current is not null && row.Cloud == current.Cloud ? current : null);
        return row with { Session = session, Cloud = session?.Cloud ?? row.Cloud };
    }
}
