using OpenStackImage.Http;

namespace OpenStackImage.Client.Tests.Identity;

/// <summary>A command that is notified of its requests, and ignores them.</summary>
internal sealed class CommandObserver : IRequestObserver
{
    public object Command => this;

    public bool WantsDetail => false;

    public void Completed(OpenStackRequest request)
    {
    }

    public void Retrying(string reason, TimeSpan delay)
    {
    }

    public void Omitted(OpenStackException failure)
    {
    }

    public Task ConsumedAsync() => Task.CompletedTask;

    public void Detail(string text)
    {
    }
}
