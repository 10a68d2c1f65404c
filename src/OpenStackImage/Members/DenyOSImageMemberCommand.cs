using System.Management.Automation;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Rejects images that are shared with this project. Rejected images are not listed by Get-OSImage.</summary>
[Cmdlet(VerbsLifecycle.Deny, "OSImageMember", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMember), typeof(ImageMemberChange))]
public sealed class DenyOSImageMemberCommand : SetMemberStatusCommand
{
    private protected override string NewStatus => MemberStatus.Rejected;
}
