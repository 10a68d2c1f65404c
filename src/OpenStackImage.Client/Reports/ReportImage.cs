namespace OpenStackImage.Reports;

/// <summary>An image of a report. Values that no request has returned are null.</summary>
/// <param name="Cloud">The cloud; null if it is not known.</param>
/// <param name="Id">The ID.</param>
internal sealed record ReportImage(string? Cloud, string Id)
{
    public string? Name { get; init; }

    public string? OwnerId { get; init; }

    public string? Visibility { get; init; }

    /// <summary>True if the image is known to be hidden.</summary>
    public bool IsHidden { get; init; }

    /// <summary>True if the session cannot see the image: it was deleted, or it is no longer visible.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Returns an image as the service has shown it.</summary>
    public static ReportImage Of(string? cloud, Image image) => new(cloud, image.Id)
    {
        Name = image.Name,
        OwnerId = image.OwnerId is { } owner ? OpenStackId.CanonicalProjectId(owner) : null,
        Visibility = image.Visibility,
        IsHidden = image.IsHidden,
    };
}

/// <summary>A project of a report: a member or an owner.</summary>
/// <param name="Cloud">The cloud; null if it is not known.</param>
/// <param name="Id">The ID.</param>
/// <param name="State">The state in Keystone.</param>
internal sealed record ReportProject(string? Cloud, string Id, ProjectState State = ProjectState.Unknown)
{
    public string? Name { get; init; }

    /// <summary>The name of the domain, or its ID.</summary>
    public string? Domain { get; init; }
}

/// <summary>The known facts about a project.</summary>
internal enum ProjectState
{
    /// <summary>The session is not permitted to read it, or it was not looked up.</summary>
    Unknown,

    Enabled,

    Disabled,

    /// <summary>It does not exist.</summary>
    Missing,
}
