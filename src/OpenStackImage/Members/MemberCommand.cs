using System.Collections.Concurrent;
using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Members;

/// <summary>The base class of the cmdlets for image members: adds -Project and -ProjectDomain.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MemberCommand : ImageCommand
{
    private static readonly ParameterRequirement[] DomainRequirement = [new(nameof(ProjectDomain), nameof(Project))];

    private readonly ConcurrentDictionary<(OpenStackSession Session, string Domain), MemberClients> _clients = new();

    /// <summary>Specifies the projects by ID or name. Default: the session's own project (Get-OSImageMember: all projects).</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("MemberId", "ProjectId", "Member")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ObjectText("MemberId", "ProjectId", "Id")]
    public virtual string[]? Project { get; set; }

    /// <summary>Specifies the ID or name of the domain of projects that are specified by name. Default: any domain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? ProjectDomain { get; set; }

    private protected override IReadOnlyList<ParameterRequirement> Requirements => DomainRequirement;

    /// <summary>The resource clients; the same for all images of the command.</summary>
    private protected MemberClients Clients => ClientsOf(ProjectDomain);

    /// <summary>Returns the resource clients for projects of a domain; null for any domain.</summary>
    private protected MemberClients ClientsOf(string? domain) => _clients.GetOrAdd(
        (CurrentSession, domain ?? ""), key => new MemberClients(key.Session, domain, RequiresExistingProjects, Observer));

    /// <summary>True if an ID that belongs to no project is an error, where the session may read projects.</summary>
    private protected virtual bool RequiresExistingProjects => false;
}
