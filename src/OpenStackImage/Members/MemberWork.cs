using OpenStackImage.Http;
using OpenStackImage.Cmdlets;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>One image and the projects that something is done about: what the cmdlets that change members have in common.</summary>
internal sealed class MemberWork(OpenStackSession session, ProjectResolver projects, PipelineWriter writer)
{
    private readonly ImageResolver _finder = new(session, writer);

    /// <summary>The members of the images in this session's cloud.</summary>
    public MemberClient Members { get; } = new(session, writer);

    /// <summary>Does something with the image that was named; of several of the name, this project's own.</summary>
    public Task WithImageAsync(ImageReference reference, Func<ResourceName, Task> act)
        => _finder.ResolveAsync(reference, act, writer.CancellationToken);

    /// <summary>Does something with the image that was named; of several of the name, the one that is offered to a project.</summary>
    public Task WithOfferAsync(ImageReference reference, string projectId, Func<ResourceName, Task> act)
        => _finder.ResolveAsync(reference, name => _finder.FindOfferAsync(name, projectId, writer.CancellationToken), act);

    /// <summary>Does something for each project. A project that fails is one error; the others are still done.</summary>
    public async Task ForEachProjectAsync(ResourceName image, IEnumerable<string> texts, Func<ResourceName, Task> act)
    {
        foreach (var text in texts)
        {
            await ForProjectAsync(Target(image, text), text, act).ConfigureAwait(false);
        }
    }

    /// <summary>Does something for a project. Its failure is one error about <paramref name="target"/>.</summary>
    public Task ForProjectAsync(ImageMember target, string text, Func<ResourceName, Task> act)
        => writer.TryAsync(target, async () => await act(await projects.ResolveAsync(text, writer).ConfigureAwait(false)).ConfigureAwait(false));

    /// <summary>What an error is about, in a form that can be piped into the cmdlet again.</summary>
    public static ImageMember Target(ResourceName image, string project) => new() { ImageId = image.Id, ImageName = image.Name, MemberId = project };
}
