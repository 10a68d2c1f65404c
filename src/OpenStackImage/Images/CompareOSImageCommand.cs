using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// Compares images with the images of the same name in other clouds or projects. The cmdlet compares the data (by hash), settings, tags and
/// properties, and the members if requested. It changes nothing.
/// </summary>
[Cmdlet(VerbsData.Compare, "OSImage")]
[OutputType(typeof(ImageDifference))]
public sealed class CompareOSImageCommand : ImageCopyCommand
{
    /// <summary>Indicates that the cmdlet also writes an object for each image without differences.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var image = await ReadAsync(reference, writer).ConfigureAwait(false);
        if (string.IsNullOrEmpty(image.Name))
        {
            throw new InvalidRequestException(
                ErrorIds.InvalidImageName,
                $"Image {image.Id} has no name, which is required to find it in other clouds.",
                response: null,
                "Use Set-OSImage -Name first.");
        }

        var options = new CopyOptions { ProjectMap = Mapping };
        var members = WithMember
            ? await MemberMapping.ReadAsync(image, writer.Session, writer, writer.CancellationToken).ConfigureAwait(false)
            : null;
        await Task.WhenAll(Destinations.Select(session => CompareAsync(
            new ImageComparer(image, members, options, writer.WithSession(session)), session, image, writer))).ConfigureAwait(false);
    }

    private async Task CompareAsync(ImageComparer comparer, OpenStackSession session, Image image, PipelineWriter writer)
    {
        try
        {
            var (other, differences) = await comparer.CompareAsync().ConfigureAwait(false);
            foreach (var difference in differences)
            {
                await writer.WriteAsync(difference).ConfigureAwait(false);
            }

            if (IncludeEqual && differences.Count == 0 && other is not null)
            {
                await writer.WriteAsync(comparer.Equal(other)).ConfigureAwait(false);
            }
        }
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, $"{image} -> {session.Cloud}"));
        }
    }
}
