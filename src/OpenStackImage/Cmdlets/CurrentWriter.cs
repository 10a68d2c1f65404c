using OpenStackImage.Http;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Notifies the work item that sends a request, so that all work items of a cmdlet can share its resource clients. The work item flows with
/// the asynchronous calls.
/// </summary>
internal sealed class CurrentWriter : IRequestObserver
{
    private readonly AsyncLocal<PipelineWriter?> _writer = new();

    /// <summary>The session of the work item that the caller belongs to; null outside of a work item.</summary>
    public OpenStackSession? Session => _writer.Value?.SessionOrNull;

    public object Command => _writer.Value?.Command ?? this;

    public bool WantsDetail => _writer.Value?.WantsDetail ?? false;

    /// <summary>Sets the writer of the calling method and of everything that it calls.</summary>
    public void Set(PipelineWriter writer) => _writer.Value = writer;

    public Task ConsumedAsync() => _writer.Value?.ConsumedAsync() ?? Task.CompletedTask;

    public void Completed(OpenStackRequest request) => _writer.Value?.Completed(request);

    public void Retrying(string reason, TimeSpan delay) => _writer.Value?.Retrying(reason, delay);

    public void Omitted(OpenStackException failure) => _writer.Value?.Omitted(failure);

    public void Detail(string text) => _writer.Value?.Detail(text);
}
