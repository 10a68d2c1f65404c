namespace OpenStackImage.Imports;

/// <summary>An import that Glance has accepted.</summary>
/// <param name="ImageId">The ID of the image.</param>
/// <param name="Import">The import.</param>
/// <param name="Task">Its task; null if the cloud does not show it.</param>
/// <param name="Before">The image before the import, if the cloud does not show tasks; otherwise null.</param>
internal sealed record StartedImport(string ImageId, ImageImport Import, ImageTask? Task, Image? Before);
