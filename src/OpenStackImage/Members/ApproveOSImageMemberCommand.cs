using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Accepts images that are shared with this project. Accepted images are listed by Get-OSImage.</summary>
[Cmdlet(VerbsLifecycle.Approve, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember), typeof(ImageMemberChange))]
public sealed class ApproveOSImageMemberCommand : SetMemberStatusCommand
{
    private protected override string NewStatus => MemberStatus.Accepted;
}
