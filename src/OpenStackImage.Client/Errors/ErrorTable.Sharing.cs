namespace OpenStackImage.Errors;

/// <content>Errors of sharing: members, projects and domains.</content>
internal static partial class ErrorTable
{
    private static ErrorRow[] Sharing =>
    [
        new(
            ErrorIds.AmbiguousProjectName, ErrorCategories.InvalidArgument, typeof(AmbiguousNameException), null,
            "Several domains have a project with this name. The message lists them.",
            "Specify `-ProjectDomain` or the ID."),
        new(
            ErrorIds.DomainNotFound, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "No domain has this name.",
            "Check the name."),
        new(
            ErrorIds.DomainNotResolved, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "The user has no permission to list domains, and the name is not that of the domain of the session's project or user.",
            "Specify the ID of the domain."),
        new(
            ErrorIds.ImageNotShared, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "The image is private, community or public. Only shared images have members.",
            "Specify `-SetShared` for a private image. Community and public images need no members.",
            "Not allowed to list members for image {}: Only shared images have members.",
            "Not allowed to create members for image {}.",
            "Not allowed to delete members for image {}.",
            "Not allowed to update members for image {}."),
        new(
            ErrorIds.InvalidMemberRow, ErrorCategories.InvalidData, typeof(OpenStackException), null,
            "A piped object has no ImageId or no MemberId, or the file of `-Since` is not an earlier export of members.",
            "Pipe the objects of Get-OSImageMember, or rows with the columns ImageId and MemberId."),
        new(
            ErrorIds.MemberExists, ErrorCategories.ResourceExists, typeof(ConflictException), 409,
            "The image is already shared with the project.",
            "Specify `-SkipExisting` to get the existing member instead.",
            "Member {} is duplicated for image {}"),
        new(
            ErrorIds.MemberIdRefused, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "A member is not a valid project ID, because another tool shared the image with a mistyped name. Such a member has no effect.",
            "Ignore the member, or create the image again."),
        new(
            ErrorIds.MemberQuotaExceeded, ErrorCategories.LimitsExceeded, typeof(LimitExceededException), 413,
            "The image has the maximum number of members.",
            "Remove members, ask for a larger image_member_quota, or use a community image, which needs no members.",
            "Image member limit exceeded for image {}: The limit has been exceeded on the number of allowed image members for this "
            + "image. Attempted: {}, Maximum: {}:"),
        new(
            ErrorIds.NoProject, ErrorCategories.InvalidOperation, typeof(AccessDeniedException), 403,
            "The session is not scoped to a project, or its project is unknown. Glance of OpenStack 2024.2 and later requires a "
            + "project scope, also from an admin with a system scope.",
            "Connect with `-ProjectName` or `-ProjectId`.",
            "You are not authorized to complete {} action.",
            "Image {} not found."),
        new(
            ErrorIds.NotAMember, ErrorCategories.ObjectNotFound, typeof(NotFoundException), 404,
            "The image is not shared with the project.",
            "Share the image first (Add-OSImageMember). Get-OSImageMember lists its members.",
            "{} not found in the member list of the image {}."),
        new(
            ErrorIds.NotTheMember, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "Only the member project or an admin can set the member status. The owner of the image cannot.",
            "Run the command in the member project or in an admin session, or specify `-MemberSession`.",
            "You are not authorized to complete modify_member action."),
        new(
            ErrorIds.NotTheOwner, ErrorCategories.PermissionDenied, typeof(AccessDeniedException), 403,
            "Only the owner or an admin can change the image or its members.",
            "Run the command in the owner's project, or ask a user of that project.",
            "You are not authorized to complete add_member action.",
            "You are not authorized to complete delete_member action.",
            "You are not authorized to complete {} action.",
            "You are not authorized to complete modify_image action."),
        new(
            ErrorIds.ProjectNotFound, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "No project has this ID or name. The value is never sent to Glance, because Glance accepts any text as a member ID.",
            "Check the value with Get-OSProject."),
        new(
            ErrorIds.ProjectNotResolved, ErrorCategories.ObjectNotFound, typeof(NameNotFoundException), null,
            "The user has no permission to look up the project. A name is never sent to Glance.",
            "Specify the ID."),
        new(
            ErrorIds.ProjectsNotReadable, ErrorCategories.PermissionDenied, typeof(NameNotFoundException), null,
            "The session has no permission to determine whether projects exist, as `-Orphaned` requires.",
            "Use an admin session."),
        new(
            ErrorIds.SharingConflict, ErrorCategories.InvalidData, typeof(SharingFileException), null,
            "Two entries of a sharing file specify different member statuses for the same project and image. The image is not changed.",
            "Correct one of the two lines."),
        new(
            ErrorIds.SharingFile, ErrorCategories.InvalidData, typeof(SharingFileException), null,
            "A sharing file is malformed, or has an unknown key or an invalid value. The message contains the line. Nothing was changed.",
            "Correct the line. The help topic about_OpenStackImage_SharingFile describes the format."),
        new(
            ErrorIds.SharingMismatch, ErrorCategories.InvalidData, typeof(SharingFileException), null,
            "An entry of a sharing file contains an ID and a name of different images or projects. It is not applied.",
            "Correct the ID or the name, or remove one of them."),
    ];
}
