using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Sets the member status of images that are shared with a project.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember), typeof(ImageMemberChange))]
public sealed class SetOSImageMemberCommand : SetMemberStatusCommand
{
    /// <summary>Specifies the new member status: accepted, pending or rejected.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateSet(MemberStatus.Accepted, MemberStatus.Rejected, MemberStatus.Pending)]
    public string Status { get; set; } = "";

    private protected override string NewStatus => Status.ToLowerInvariant();
}
