namespace OpenStackImage.Errors;

/// <summary>The stable name of each error (docs/errors.md). Scripts rely on them: a name is never given another meaning.</summary>
internal static class ErrorIds
{
    /// <summary>The service refuses the request, and the session may not read the image to find out why.</summary>
    public const string AccessDenied = "AccessDenied";

    /// <summary>The operation requires the admin role, or a role that the cloud's operators have permitted.</summary>
    public const string AdminRequired = "AdminRequired";

    /// <summary>Several images have the name; the message lists their IDs, owners and dates.</summary>
    public const string AmbiguousImageName = "AmbiguousImageName";

    /// <summary>Projects of several domains have the name; the message lists them.</summary>
    public const string AmbiguousProjectName = "AmbiguousProjectName";

    /// <summary>Keystone refuses the sign-in, or a service the token, after one renewal.</summary>
    public const string AuthenticationFailed = "AuthenticationFailed";

    /// <summary>The cloud has no cache that can be managed.</summary>
    public const string CacheNotEnabled = "CacheNotEnabled";

    /// <summary>A server's certificate is not valid: unknown authority, expired, or for another host. Nothing was sent.</summary>
    public const string CertificateRefused = "CertificateRefused";

    /// <summary>The state of a resource does not allow the request.</summary>
    public const string Conflict = "Conflict";

    /// <summary>No file has a cloud of this name.</summary>
    public const string CloudNotFound = "CloudNotFound";

    /// <summary>A clouds file is malformed, or a value in it is invalid.</summary>
    public const string ConfigurationFile = "ConfigurationFile";

    /// <summary>The command would remove everything, and the host cannot ask for confirmation.</summary>
    public const string ConfirmationRequired = "ConfirmationRequired";

    /// <summary>The service cannot be reached, or the connection broke, also after the retries.</summary>
    public const string ConnectionFailed = "ConnectionFailed";

    /// <summary>No domain has the name.</summary>
    public const string DomainNotFound = "DomainNotFound";

    /// <summary>The user may not list domains.</summary>
    public const string DomainNotResolved = "DomainNotResolved";

    /// <summary>The catalog has no such service, region or interface, or the session has no Identity endpoint.</summary>
    public const string EndpointNotFound = "EndpointNotFound";

    /// <summary>There is a file of that name already.</summary>
    public const string FileExists = "FileExists";

    /// <summary>A file cannot be read or written: missing, locked, a full disk.</summary>
    public const string FileFailed = "FileFailed";

    /// <summary>A file does not exist.</summary>
    public const string FileNotFound = "FileNotFound";

    /// <summary>The disk format of the data is not the specified one.</summary>
    public const string FormatMismatch = "FormatMismatch";

    /// <summary>The data does not match the hash of the image: it was damaged in transit or in the store.</summary>
    public const string HashMismatch = "HashMismatch";

    /// <summary>The cloud has no hash of the algorithm that the user specified.</summary>
    public const string HashNotComparable = "HashNotComparable";

    /// <summary>A text that was specified as an ID would address another resource. Nothing was sent.</summary>
    public const string IdRefused = "IdRefused";

    /// <summary>The operation requires a newer Image API than the cloud has; the message names both versions.</summary>
    public const string ImageApiTooOld = "ImageApiTooOld";

    /// <summary>Another user changed the same property of the image at the same time.</summary>
    public const string ImageChanged = "ImageChanged";

    /// <summary>The image is deactivated, so that only admins can read its data.</summary>
    public const string ImageDeactivated = "ImageDeactivated";

    /// <summary>There is an image of that ID already.</summary>
    public const string ImageExists = "ImageExists";

    /// <summary>An image without a disk format or a container format cannot be imported.</summary>
    public const string ImageFormatMissing = "ImageFormatMissing";

    /// <summary>A deletion failed in the middle, and only the cloud's operators can complete it.</summary>
    public const string ImageHalfDeleted = "ImageHalfDeleted";

    /// <summary>The image has data already, or an upload is in progress.</summary>
    public const string ImageHasData = "ImageHasData";

    /// <summary>The store has the data of the image already.</summary>
    public const string ImageInStore = "ImageInStore";

    /// <summary>The store reports that the data of the image is in use.</summary>
    public const string ImageInUse = "ImageInUse";

    /// <summary>The service failed to store the data of an image.</summary>
    public const string ImageKilled = "ImageKilled";

    /// <summary>The image has no data, or is not in use.</summary>
    public const string ImageNotActive = "ImageNotActive";

    /// <summary>The image does not exist, or this project has no access to it; Glance does not say which.</summary>
    public const string ImageNotFound = "ImageNotFound";

    /// <summary>The image is private, community or public; only shared images have members.</summary>
    public const string ImageNotShared = "ImageNotShared";

    /// <summary>glance-direct imports staged data, and none is staged.</summary>
    public const string ImageNotStaged = "ImageNotStaged";

    /// <summary>The image is protected against deletion.</summary>
    public const string ImageProtected = "ImageProtected";

    /// <summary>The task of an import failed; the message contains that of the task.</summary>
    public const string ImportFailed = "ImportFailed";

    /// <summary>The cloud does not have the import method; the message lists those it has.</summary>
    public const string ImportMethodNotFound = "ImportMethodNotFound";

    /// <summary>The image is being imported already.</summary>
    public const string ImportRunning = "ImportRunning";

    /// <summary>The cloud does not download from that address.</summary>
    public const string ImportUriRefused = "ImportUriRefused";

    /// <summary>The name is empty, or has a character that Glance does not accept.</summary>
    public const string InvalidImageName = "InvalidImageName";

    /// <summary>The pipeline input is text or numbers instead of bytes.</summary>
    public const string InputNotBinary = "InputNotBinary";

    /// <summary>Parameters that cannot be combined.</summary>
    public const string InvalidParameters = "InvalidParameters";

    /// <summary>A name with wildcards that is not a valid pattern.</summary>
    public const string InvalidPattern = "InvalidPattern";

    /// <summary>The service rejects the request as invalid.</summary>
    public const string InvalidRequest = "InvalidRequest";

    /// <summary>It is the only store that holds the data.</summary>
    public const string LastStore = "LastStore";

    /// <summary>A quota of the cloud is exhausted.</summary>
    public const string LimitExceeded = "LimitExceeded";

    /// <summary>The image is shared with the project already.</summary>
    public const string MemberExists = "MemberExists";

    /// <summary>
    /// A member is not a valid project ID, for example a mistyped name that another tool has added. It gives no project access.
    /// </summary>
    public const string MemberIdRefused = "MemberIdRefused";

    /// <summary>The image has as many members as the cloud allows.</summary>
    public const string MemberQuotaExceeded = "MemberQuotaExceeded";

    /// <summary>A metadata definition of this name exists already.</summary>
    public const string MetadefExists = "MetadefExists";

    /// <summary>The specified text is not a valid metadata definition.</summary>
    public const string MetadefInvalid = "MetadefInvalid";

    /// <summary>A metadata definition whose name cannot be part of a URL.</summary>
    public const string MetadefNameRefused = "MetadefNameRefused";

    /// <summary>The metadata definition does not exist, or this project has no access to it.</summary>
    public const string MetadefNotFound = "MetadefNotFound";

    /// <summary>The namespace is protected.</summary>
    public const string MetadefProtected = "MetadefProtected";

    /// <summary>The image has no data yet.</summary>
    public const string NoImageData = "NoImageData";

    /// <summary>The session is not scoped to a project, or the project is not known.</summary>
    public const string NoProject = "NoProject";

    /// <summary>The image is not shared with the project.</summary>
    public const string NotAMember = "NotAMember";

    /// <summary>No session in this runspace.</summary>
    public const string NotConnected = "NotConnected";

    /// <summary>A resource other than an image does not exist.</summary>
    public const string NotFound = "NotFound";

    /// <summary>Only the project that is the member, and admins, can set a member status; the owner of the image cannot.</summary>
    public const string NotTheMember = "NotTheMember";

    /// <summary>Only the project that owns the image, and admins, can change it, and add or remove its members.</summary>
    public const string NotTheOwner = "NotTheOwner";

    /// <summary>The service did not respond in time.</summary>
    public const string OperationTimeout = "OperationTimeout";

    /// <summary>A response was lost, and it cannot be found out whether the request took effect.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>No project has the ID or name. It is never sent to Glance, which would accept any text.</summary>
    public const string ProjectNotFound = "ProjectNotFound";

    /// <summary>The user may not look the project up. A name is never sent to Glance.</summary>
    public const string ProjectNotResolved = "ProjectNotResolved";

    /// <summary>-Orphaned cannot determine whether projects exist.</summary>
    public const string ProjectsNotReadable = "ProjectsNotReadable";

    /// <summary>The service sets the property itself.</summary>
    public const string ReadOnlyProperty = "ReadOnlyProperty";

    /// <summary>A redirect or the URL of a next page has another origin. Nothing was sent to it.</summary>
    public const string RedirectRefused = "RedirectRefused";

    /// <summary>A filter by property has the name of a query parameter of Glance.</summary>
    public const string ReservedProperty = "ReservedProperty";

    /// <summary>The session is scoped to the right project, but the user's roles are not sufficient.</summary>
    public const string RoleMissing = "RoleMissing";

    /// <summary>The schema does not exist; the message lists the schemas of the cloud.</summary>
    public const string SchemaNotFound = "SchemaNotFound";

    /// <summary>The service failed.</summary>
    public const string ServiceError = "ServiceError";

    /// <summary>The service is unavailable, also after the retries.</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    /// <summary>Disconnect-OpenStack ended the session.</summary>
    public const string SessionClosed = "SessionClosed";

    /// <summary>An object of one cloud was used with a session of another, or a cmdlet got more sessions than it accepts.</summary>
    public const string SessionMismatch = "SessionMismatch";

    /// <summary>A setting that the sign-in requires is missing; the message names it.</summary>
    public const string SignInOptions = "SignInOptions";

    /// <summary>The cloud does not have the store; the message lists those it has.</summary>
    public const string StoreNotFound = "StoreNotFound";

    /// <summary>The cloud has a single store without a name.</summary>
    public const string StoresNotEnabled = "StoresNotEnabled";

    /// <summary>The task does not exist, or no longer.</summary>
    public const string TaskNotFound = "TaskNotFound";

    /// <summary>The response is not one of the service: HTML, an incomplete document, or a list that does not end.</summary>
    public const string UnexpectedAnswer = "UnexpectedAnswer";

    /// <summary>A defect of the module.</summary>
    public const string UnexpectedFailure = "UnexpectedFailure";

    /// <summary>The data was not sent completely, and cannot be sent again automatically.</summary>
    public const string UploadInterrupted = "UploadInterrupted";

    /// <summary>The URL returns a list of versions: it is not the service's endpoint.</summary>
    public const string WrongEndpoint = "WrongEndpoint";

    /// <summary>The image's status does not allow the operation.</summary>
    public const string WrongImageStatus = "WrongImageStatus";
}
