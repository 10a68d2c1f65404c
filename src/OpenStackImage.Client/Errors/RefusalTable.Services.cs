namespace OpenStackImage.Errors;

/// <content>Requests for the cache, stores, tasks and metadata definitions (glance/api/v2, glance/policies/metadef.py).</content>
internal static partial class RefusalTable
{
    private static Refusal[] Services =>
    [
        new(
            RequestKind.CacheEntry | RequestKind.Cache, 403, [], RefusalCondition.None, ErrorIds.AdminRequired,
            "Only an admin can read or change the cache.",
            "Use an admin session."),
        new(
            RequestKind.CacheEntry, 400, [], RefusalCondition.None, ErrorIds.ImageNotActive,
            "Image {image} has no data that can be cached.",
            "Upload or import its data first. Only active images are cached."),
        new(
            RequestKind.CacheEntry, 409, ["Centralized caching"], RefusalCondition.None, ErrorIds.CacheNotCentralized,
            "This cloud does not record which of its API servers have cached an image.",
            "Connect to each API server with -ImageEndpoint, and use Get-OSImageCache there."),
        new(
            RequestKind.CacheEntry, 404, [], RefusalCondition.NamesImage | RefusalCondition.NoProject, ErrorIds.NoProject,
            "This session is not scoped to a project, and images belong to projects.",
            "Connect with -ProjectName or -ProjectId."),
        new(
            RequestKind.CacheEntry, 404, [], RefusalCondition.NamesImage, ErrorIds.ImageNotFound,
            "Image {image} does not exist, or is not visible to {scope}.",
            "Check the ID, or connect to the project that owns the image or with which it is shared."),
        new(
            RequestKind.CacheEntry | RequestKind.Cache, 404, [], RefusalCondition.None, ErrorIds.CacheNotEnabled,
            "This cloud has no image cache.",
            "Ask the operators to enable it (image_cache_dir and the paste flavor keystone+cachemanagement)."),
        new(
            RequestKind.StoreDetail, 403, [], RefusalCondition.None, ErrorIds.AdminRequired,
            "Only an admin can read the details of stores.",
            "Omit -Detail, or use an admin session."),
        new(
            RequestKind.Stores | RequestKind.StoreDetail, 404, [], RefusalCondition.None, ErrorIds.StoresNotEnabled,
            "This cloud has a single store without a name.",
            "Do not specify a store. Several stores require enabled_backends in the configuration of Glance."),
        new(
            RequestKind.Task, 403, [], RefusalCondition.None, ErrorIds.AdminRequired,
            "Only an admin can list the tasks of all images.",
            "Use -Image for the tasks of one image, or an admin session."),
        new(
            RequestKind.Task, 404, [], RefusalCondition.None, ErrorIds.TaskNotFound,
            "Task {task} does not exist.",
            "Glance deletes finished tasks after some time (task_time_to_live). Use Get-OSImageTask to list tasks."),
        new(
            RequestKind.Metadef, 409, [], RefusalCondition.None, ErrorIds.MetadefExists,
            "The {subject} already exists.",
            "Use another name, or remove the existing definition first."),
        new(
            RequestKind.Metadef, 404, [], RefusalCondition.None, ErrorIds.MetadefNotFound,
            "The {subject} does not exist, or this project cannot see it.",
            "List the namespaces, or the content of one, with Get-OSImageMetadefNamespace. Names are case-sensitive."),
        new(
            RequestKind.Metadef, 403, ["protected"], RefusalCondition.None, ErrorIds.MetadefProtected,
            "The {subject} is protected.",
            "Remove the protection first: Set-OSImageMetadefNamespace '{namespace}' -Protected $false."),
        new(
            RequestKind.Metadef, 403, [], RefusalCondition.None, ErrorIds.AdminRequired,
            "Only an admin can change metadata definitions.",
            "Use an admin session."),
        new(
            RequestKind.Metadef, 400, [], RefusalCondition.None, ErrorIds.MetadefInvalid,
            "Glance rejected the {kind}.",
            "Compare it with Get-OSImageSchema. The message of the service names the invalid field."),
        new(
            RequestKind.OfImage, 404, [], RefusalCondition.NoProject, ErrorIds.NoProject,
            "This session is not scoped to a project, and images belong to projects.",
            "Connect with -ProjectName or -ProjectId."),
        new(
            RequestKind.OfImage, 404, [], RefusalCondition.None, ErrorIds.ImageNotFound,
            "Image {image} does not exist, or is not visible to {scope}.",
            "Check the ID, or connect to the project that owns the image or with which it is shared."),
    ];
}
