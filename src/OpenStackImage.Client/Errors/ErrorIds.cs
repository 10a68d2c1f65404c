namespace OpenStackImage.Errors;

/// <summary>The stable name of each error (docs/errors.md). Scripts rely on them: a name is never given another meaning.</summary>
internal static class ErrorIds
{
    /// <summary>The service refuses, and the image may not be looked at to find out why.</summary>
    public const string AccessDenied = "AccessDenied";

    /// <summary>Only an admin may do this, or whoever the cloud's operators allow to.</summary>
    public const string AdminRequired = "AdminRequired";

    /// <summary>Several images have the name; the message lists their IDs, owners and dates.</summary>
    public const string AmbiguousImageName = "AmbiguousImageName";

    /// <summary>Projects of several domains have the name; the message lists them.</summary>
    public const string AmbiguousProjectName = "AmbiguousProjectName";

    /// <summary>Keystone refuses the sign-in, or a service the token, after one renewal.</summary>
    public const string AuthenticationFailed = "AuthenticationFailed";

    /// <summary>The cloud has no cache that can be managed.</summary>
    public const string CacheNotEnabled = "CacheNotEnabled";

    /// <summary>A server could not prove who it is: unknown authority, ended, for another host; nothing was sent.</summary>
    public const string CertificateRefused = "CertificateRefused";

    /// <summary>The state of a thing does not allow the request.</summary>
    public const string Conflict = "Conflict";

    /// <summary>No file has a cloud of this name.</summary>
    public const string CloudNotFound = "CloudNotFound";

    /// <summary>A file of clouds is broken, or a value in it is not what it should be.</summary>
    public const string ConfigurationFile = "ConfigurationFile";

    /// <summary>The command would remove everything, and the host cannot ask for confirmation.</summary>
    public const string ConfirmationRequired = "ConfirmationRequired";

    /// <summary>The service cannot be reached, or the connection broke, also after the retries.</summary>
    public const string ConnectionFailed = "ConnectionFailed";

    /// <summary>No domain has the name.</summary>
    public const string DomainNotFound = "DomainNotFound";

    /// <summary>The user may not list domains.</summary>
    public const string DomainNotResolved = "DomainNotResolved";

    /// <summary>The catalog has no such service, region or interface, or the session knows no Identity.</summary>
    public const string EndpointNotFound = "EndpointNotFound";

    /// <summary>There is a file of that name already.</summary>
    public const string FileExists = "FileExists";

    /// <summary>A file cannot be read or written: missing, locked, a full disk.</summary>
    public const string FileFailed = "FileFailed";

    /// <summary>A file does not exist.</summary>
    public const string FileNotFound = "FileNotFound";

    /// <summary>The data is of another disk format than was said.</summary>
    public const string FormatMismatch = "FormatMismatch";

    /// <summary>The data is not what the image has: it was damaged on the way or in the store.</summary>
    public const string HashMismatch = "HashMismatch";

    /// <summary>The cloud has no hash of the algorithm that the user specified.</summary>
    public const string HashNotComparable = "HashNotComparable";

    /// <summary>A text that came where an ID belongs would lead to another resource; nothing was sent.</summary>
    public const string IdRefused = "IdRefused";

    /// <summary>The call came with a newer Image API than the cloud has; the message names both versions.</summary>
    public const string ImageApiTooOld = "ImageApiTooOld";

    /// <summary>Somebody else changed the same thing of the image at the same time.</summary>
    public const string ImageChanged = "ImageChanged";

    /// <summary>The image is deactivated, so that only admins can read its data.</summary>
    public const string ImageDeactivated = "ImageDeactivated";

    /// <summary>There is an image of that ID already.</summary>
    public const string ImageExists = "ImageExists";

    /// <summary>An image without a disk format or a container format cannot be imported.</summary>
    public const string ImageFormatMissing = "ImageFormatMissing";

    /// <summary>A deletion failed in the middle, and nobody but the operators can end it.</summary>
    public const string ImageHalfDeleted = "ImageHalfDeleted";

    /// <summary>The image has data already, or is getting some.</summary>
    public const string ImageHasData = "ImageHasData";

    /// <summary>The image lies in the store already.</summary>
    public const string ImageInStore = "ImageInStore";

    /// <summary>The store says that the data of the image is in use.</summary>
    public const string ImageInUse = "ImageInUse";

    /// <summary>The service failed to store the data of an image.</summary>
    public const string ImageKilled = "ImageKilled";

    /// <summary>The image has no data, or is not in use.</summary>
    public const string ImageNotActive = "ImageNotActive";

    /// <summary>There is no such image that this project may see; Glance does not tell which of the two.</summary>
    public const string ImageNotFound = "ImageNotFound";

    /// <summary>The image is private, community or public; only shared images have members.</summary>
    public const string ImageNotShared = "ImageNotShared";

    /// <summary>glance-direct takes what is staged, and nothing is.</summary>
    public const string ImageNotStaged = "ImageNotStaged";

    /// <summary>The image is protected against deletion.</summary>
    public const string ImageProtected = "ImageProtected";

    /// <summary>The task of an import ended in failure; the message has its own.</summary>
    public const string ImportFailed = "ImportFailed";

    /// <summary>The cloud does not have the import method; the message lists those it has.</summary>
    public const string ImportMethodNotFound = "ImportMethodNotFound";

    /// <summary>The image is being imported already.</summary>
    public const string ImportRunning = "ImportRunning";

    /// <summary>The cloud does not fetch from that address.</summary>
    public const string ImportUriRefused = "ImportUriRefused";

    /// <summary>The name has a character that Glance does not take, or there is none.</summary>
    public const string InvalidImageName = "InvalidImageName";

    /// <summary>The pipeline brings text or numbers instead of bytes.</summary>
    public const string InputNotBinary = "InputNotBinary";

    /// <summary>Parameters that do not go together.</summary>
    public const string InvalidParameters = "InvalidParameters";

    /// <summary>A name with wildcards that is no pattern.</summary>
    public const string InvalidPattern = "InvalidPattern";

    /// <summary>The service does not understand the request.</summary>
    public const string InvalidRequest = "InvalidRequest";

    /// <summary>It is the only store that holds the data.</summary>
    public const string LastStore = "LastStore";

    /// <summary>A quota of the cloud is used up.</summary>
    public const string LimitExceeded = "LimitExceeded";

    /// <summary>The image is shared with the project already.</summary>
    public const string MemberExists = "MemberExists";

    /// <summary>A member has not the form of a project ID; another tool shared with a mistyped name. It shares with nobody.</summary>
    public const string MemberIdRefused = "MemberIdRefused";

    /// <summary>The image has as many members as the cloud allows.</summary>
    public const string MemberQuotaExceeded = "MemberQuotaExceeded";

    /// <summary>There is a metadata definition of this name.</summary>
    public const string MetadefExists = "MetadefExists";

    /// <summary>What was given is no such metadata definition.</summary>
    public const string MetadefInvalid = "MetadefInvalid";

    /// <summary>A metadata definition whose name cannot safely go into a path.</summary>
    public const string MetadefNameRefused = "MetadefNameRefused";

    /// <summary>There is no such metadata definition that this project may see.</summary>
    public const string MetadefNotFound = "MetadefNotFound";

    /// <summary>The namespace is protected.</summary>
    public const string MetadefProtected = "MetadefProtected";

    /// <summary>The image has no data yet.</summary>
    public const string NoImageData = "NoImageData";

    /// <summary>The session is on no project, or does not know on which.</summary>
    public const string NoProject = "NoProject";

    /// <summary>The image is not shared with the project.</summary>
    public const string NotAMember = "NotAMember";

    /// <summary>No session in this runspace.</summary>
    public const string NotConnected = "NotConnected";

    /// <summary>Something other than an image is not there.</summary>
    public const string NotFound = "NotFound";

    /// <summary>Somebody else than the member, its owner included, answers an offer.</summary>
    public const string NotTheMember = "NotTheMember";

    /// <summary>Somebody else than the owner changes the image, or adds or removes its members.</summary>
    public const string NotTheOwner = "NotTheOwner";

    /// <summary>The service did not answer in time.</summary>
    public const string OperationTimeout = "OperationTimeout";

    /// <summary>A response was lost, and it cannot be found out whether the request took effect.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>No project has the ID or name. It is never sent to Glance, which would take it.</summary>
    public const string ProjectNotFound = "ProjectNotFound";

    /// <summary>The user may not look the project up. A name is never sent to Glance.</summary>
    public const string ProjectNotResolved = "ProjectNotResolved";

    /// <summary>-Orphaned cannot tell whether projects exist.</summary>
    public const string ProjectsNotReadable = "ProjectsNotReadable";

    /// <summary>The service sets the property itself.</summary>
    public const string ReadOnlyProperty = "ReadOnlyProperty";

    /// <summary>A redirect or a next page leads to another origin; nothing was sent there.</summary>
    public const string RedirectRefused = "RedirectRefused";

    /// <summary>A filter by property has the name of a query parameter of Glance.</summary>
    public const string ReservedProperty = "ReservedProperty";

    /// <summary>The user's roles on the right project do not suffice.</summary>
    public const string RoleMissing = "RoleMissing";

    /// <summary>There is no such schema; the message lists those there are.</summary>
    public const string SchemaNotFound = "SchemaNotFound";

    /// <summary>The service failed.</summary>
    public const string ServiceError = "ServiceError";

    /// <summary>The service cannot answer now, also after the retries.</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    /// <summary>Disconnect-OpenStack ended the session.</summary>
    public const string SessionClosed = "SessionClosed";

    /// <summary>An object of one cloud was used with a session of another, or a cmdlet got more sessions than it accepts.</summary>
    public const string SessionMismatch = "SessionMismatch";

    /// <summary>What was given does not suffice to sign in; the message says what is missing.</summary>
    public const string SignInOptions = "SignInOptions";

    /// <summary>The cloud does not have the store; the message lists those it has.</summary>
    public const string StoreNotFound = "StoreNotFound";

    /// <summary>The cloud has a single store without a name.</summary>
    public const string StoresNotEnabled = "StoresNotEnabled";

    /// <summary>There is no such task, or not any more.</summary>
    public const string TaskNotFound = "TaskNotFound";

    /// <summary>Something answered that is not the service: HTML, half a document, a list without end.</summary>
    public const string UnexpectedAnswer = "UnexpectedAnswer";

    /// <summary>A defect of the module.</summary>
    public const string UnexpectedFailure = "UnexpectedFailure";

    /// <summary>The data did not arrive whole, and cannot be sent again by itself.</summary>
    public const string UploadInterrupted = "UploadInterrupted";

    /// <summary>The address lists versions: it is not the service's endpoint.</summary>
    public const string WrongEndpoint = "WrongEndpoint";

    /// <summary>The image's status does not allow it.</summary>
    public const string WrongImageStatus = "WrongImageStatus";
}
