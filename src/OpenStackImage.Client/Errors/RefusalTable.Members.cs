namespace OpenStackImage.Errors;

/// <content>Requests for members (glance/api/v2/image_members.py, glance/policies/image.py).</content>
internal static partial class RefusalTable
{
    private static Refusal[] Members =>
    [
        new(
            RequestKind.AnyMember, 409, ["duplicated", "already"], RefusalCondition.None, ErrorIds.MemberExists,
            "Image {image} is already shared with project {project}.",
            "Use -SkipExisting to get the existing member instead."),
        new(
            RequestKind.AnyMember, 413, [], RefusalCondition.None, ErrorIds.MemberQuotaExceeded,
            "Image {image} cannot be shared with project {project}: it has as many members as this cloud allows "
                + "(image_member_quota).",
            "Remove members that no longer need the image (Remove-OSImageMember), or ask the cloud's operators for a larger "
                + "quota. A community image needs no members."),
        new(
            RequestKind.RemoveMember, 404, ["not found in the member list"], RefusalCondition.None, ErrorIds.NotAMember,
            "Image {image} is not shared with project {project}.",
            "Get-OSImageMember lists the members."),
        new(
            RequestKind.AnyMember, 404, ["not found in the member list"], RefusalCondition.None, ErrorIds.NotAMember,
            "Image {image} is not shared with project {project}.",
            "The owner shares the image with Add-OSImageMember."),
        new(
            RequestKind.AnyMember, 403, [], RefusalCondition.NoProject, ErrorIds.NoProject,
            "This session is not scoped to a project, and images belong to projects.",
            "Connect with -ProjectName or -ProjectId."),
        new(
            RequestKind.AddMember, 403, [], RefusalCondition.Private, ErrorIds.ImageNotShared,
            "Image {image} is private, and only shared images have members.",
            "Use -SetShared to make it shared first."),
        new(
            RequestKind.AnyMember, 403, [], RefusalCondition.Private, ErrorIds.ImageNotShared,
            "Image {image} is private, and only shared images have members.",
            "The owner makes it shared with Add-OSImageMember -SetShared."),
        new(
            RequestKind.AnyMember, 403, [], RefusalCondition.NotShared, ErrorIds.ImageNotShared,
            "Image {image} is {visibility}, and only shared images have members.",
            "Every project can use a {visibility} image without being a member. To limit it to some projects, the owner must "
                + "change its visibility to shared."),
        new(
            RequestKind.SetMemberStatus, 403, [], RefusalCondition.OtherMember | RefusalCondition.OwnImage, ErrorIds.NotTheMember,
            "Only project {project} and admins can set its member status for image {image}; {scope} is neither, though it "
                + "owns the image.",
            "Connect to project {project} and run the command there, or pass that session with -Session."),
        new(
            RequestKind.SetMemberStatus, 403, [], RefusalCondition.OtherMember, ErrorIds.NotTheMember,
            "Only project {project} and admins can set its member status for image {image}; {scope} is neither.",
            "Connect to project {project} and run the command there, or pass that session with -Session."),
        new(
            RequestKind.SetMemberStatus, 403, [], RefusalCondition.OwnImage, ErrorIds.NotTheMember,
            "Project {project} owns image {image}, and only admins can set the member status of the owner.",
            "Remove the member: the owner can use its image without it."),
        new(
            RequestKind.ListMembers | RequestKind.AddMember | RequestKind.RemoveMember, 403, [],
            RefusalCondition.OtherOwner, ErrorIds.NotTheOwner,
            "Image {image} belongs to project {owner}. Only that project and admins can share it, and {scope} is neither.",
            "Connect to project {owner}, or ask a user of that project."),
        new(
            RequestKind.AnyMember, 403, [], RefusalCondition.ReadsImage, ErrorIds.RoleMissing,
            "The roles of user '{user}' on {scope} ({roles}) do not permit this operation.",
            "Ask an administrator for the member role on the project, or use a user with the admin role."),
    ];
}
