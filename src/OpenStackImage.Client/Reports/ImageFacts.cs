using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Reports;

/// <summary>Looks up the images of a report: their names, owners and visibility.</summary>
/// <param name="session">The session.</param>
/// <param name="limit">The maximum number of concurrent requests.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ImageFacts(OpenStackSession session, int limit, IRequestObserver observer)
{
    /// <summary>The number of IDs that fit into the URL of one request.</summary>
    private const int IdsAtOnce = 100;

    private readonly ImageClient _images = new(session, observer);

    /// <summary>
    /// Returns the data of images that is visible to the session. An image that cannot be read is returned with only its ID.
    /// </summary>
    /// <param name="ids">The IDs; any text.</param>
    /// <param name="onFailure">Receives the ID of an image that cannot be read, and the error.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<ReportImage>> ReadAsync(
        IReadOnlyCollection<string> ids, Action<string, OpenStackException> onFailure, CancellationToken cancellationToken)
    {
        var valid = ids.Where(id => OpenStackId.TryParseImageId(id, out _)).ToArray();
        var facts = new Dictionary<string, ReportImage>(StringComparer.Ordinal);
        for (var start = 0; start < valid.Length; start += IdsAtOnce)
        {
            await ListAsync([.. valid.Skip(start).Take(IdsAtOnce)], facts, cancellationToken).ConfigureAwait(false);
        }

        // A list omits images of other projects that are neither shared nor public for this one.
        var unlisted = valid.Where(id => !facts.ContainsKey(id)).ToArray();
        var reads = ParallelSelect.SelectAsync(
            unlisted, limit, id => _images.FindAsync(id, cancellationToken), cancellationToken);
        await foreach (var (id, read) in reads.ConfigureAwait(false))
        {
            try
            {
                var image = await read.ConfigureAwait(false);
                facts[id] = image is null ? new ReportImage(session.Cloud, id) { IsMissing = true } : ReportImage.Of(session.Cloud, image);
            }
            catch (OpenStackException failure)
            {
                onFailure(id, failure);
            }
        }

        return [.. facts.Values];
    }

    private async Task ListAsync(string[] ids, Dictionary<string, ReportImage> facts, CancellationToken cancellationToken)
    {
        foreach (var isHidden in new[] { false, true })
        {
            var query = new ImageQuery
            {
                Ids = ids,
                Visibility = ImageVisibility.All,
                MemberStatus = MemberStatus.All,
                Hidden = isHidden,
            };
            try
            {
                await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
                {
                    facts[image.Id] = ReportImage.Of(session.Cloud, image);
                }
            }
            catch (OpenStackException)
            {
                // The images are read one by one.
            }
        }
    }
}
