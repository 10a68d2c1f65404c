using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Changes the members of images so that they are exactly the specified projects.</summary>
[Cmdlet(VerbsData.Sync, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMemberChange))]
public sealed class SyncOSImageMemberCommand : MemberCommand
{
    /// <summary>The rows of the pipeline: an image and its projects. Null if -Project is an argument.</summary>
    private SyncRows? _rows;

    private bool _hasUnreadableRow;

    /// <summary>Specifies one or more images by ID, by name, or as image objects.</summary>
    /// <remarks>A row without an image is not left to PowerShell, because it prevents changes of the images of all rows.</remarks>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [RowImage]
    [CellItems]
    [AllowNull]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [ImageObject]
    public override ImageReference[] Image { get; set; } = [];

    /// <summary>
    /// Specifies the projects that should be members, by ID or name. An empty list removes all members. If rows with Image and Project
    /// columns are piped to the cmdlet, it first collects the rows of each image.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("MemberId", "ProjectId", "Id")]
    public override string[]? Project { get; set; }

    /// <summary>
    /// Indicates that the cmdlet keeps the members that are not specified, and only adds members. By default, such members are removed.
    /// </summary>
    [Parameter]
    public SwitchParameter KeepExtra { get; set; }

    /// <summary>
    /// Indicates that the cmdlet removes all members without confirmation if -Project is empty. -Confirm:$false has the same effect.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool RequiresExistingProjects => true;

    /// <summary>True for -Confirm:$false.</summary>
    private bool IsConfirmationRefused
        => MyInvocation.BoundParameters.TryGetValue("Confirm", out var given) && given is SwitchParameter { IsPresent: false };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _rows = MyInvocation.BoundParameters.ContainsKey(nameof(Project)) ? null : new SyncRows();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Image is null)
        {
            var refusal = ParameterRefusal.Because("A row contains no image.", "Specify the ID or the name of the image in each row.");
            WriteInOrder(ErrorRecords.From(refusal, PipelineObject.Of(this)));
            _hasUnreadableRow = true;
        }
        else if (_rows is null)
        {
            base.ProcessRecord();
        }
        else if (AdmitColumns())
        {
            foreach (var image in Image)
            {
                AddRow(_rows.Add(image, Wanted()));
            }
        }
        else
        {
            _hasUnreadableRow = true;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Finish();
        if (_rows is not null)
        {
            EndRows(_rows);
        }

        base.EndProcessing();
    }

    /// <summary>Finds the session of a row.</summary>
    private void AddRow(SyncRow row) => StartFor(row.Image, writer =>
    {
        row.Session = writer.Session;
        return Task.CompletedTask;
    });

    private void EndRows(SyncRows rows)
    {
        if (_hasUnreadableRow || !rows.HaveSessions)
        {
            WriteWarning("No member was changed, because all rows of an image are required to determine its members.");
            return;
        }

        foreach (var session in rows.Sessions)
        {
            Start(null, writer => rows.ResolveAsync(Clients.Images, writer), session);
            Finish();
        }

        foreach (var group in rows.Groups)
        {
            Start(group.Image.Id, writer => CreateSync(group.Image, writer).SyncAsync(group.Projects), group.Session);
        }
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
        => Clients.Images.ResolveAsync(reference, image => CreateSync(image, writer).SyncAsync(Wanted()), writer.CancellationToken);

    private WantedProject[] Wanted() => [.. Project!.Select(text => new WantedProject(text, ProjectDomain))];

    private SyncMembers CreateSync(ResourceName image, PipelineWriter writer)
        => new(ClientsOf, image, writer) { KeepExtra = KeepExtra, Force = Force || IsConfirmationRefused };
}
