using Flurl;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>
/// The stores from which data is downloaded: <c>?prefer=fast,file</c>. Glance supports it since the release after 2026.1, without a new
/// version of the API; older ones ignore the parameter (glance/api/v2/image_data.py, download). A Glance that supports the parameter
/// refuses a store that does not exist.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class StorePreference(OpenStackSession session, IRequestObserver? observer)
{
    private const string NoSuchStore = "openstackimage-no-such-store";

    /// <summary>Returns the URL of the data of an image.</summary>
    public static Url Url(OpenStackSession session, string imageId, IReadOnlyList<string> stores)
        => ImageClient.Resource(session.Image, imageId, "file")
            .SetQueryParam("prefer", stores.Count == 0 ? null : string.Join(",", stores));

    /// <summary>Verifies that a download from one of the stores is possible.</summary>
    /// <exception cref="NameNotFoundException">None of the stores has the data of the image.</exception>
    /// <exception cref="ImageDataException">The cloud ignores the parameter.</exception>
    public async Task RequireAsync(Image image, IReadOnlyList<string> stores, CancellationToken cancellationToken)
    {
        var name = image.ResourceName;
        if (!stores.Any(image.Stores.Contains))
        {
            throw new NameNotFoundException(
                ErrorIds.StoreNotFound,
                image.Stores.Count == 0
                    ? $"The cloud does not report the stores of image {name}."
                    : $"Image {name} is not in {Text(stores)}; it is in {Text(image.Stores)}.",
                "Specify a store that has the image (see the property Stores), or omit -Store.");
        }

        try
        {
            await session.Image.SendAsync(ServiceRequest.ProbeData(Url(session, image.Id, [NoSuchStore])), observer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InvalidRequestException refusal) when (refusal.ServerMessage.IndexOf(NoSuchStore, StringComparison.Ordinal) >= 0)
        {
            return;
        }
        catch (ServiceException refusal) when (refusal is not InvalidRequestException)
        {
            throw await new ImageErrorExplainer(session, observer).ExplainAsync(refusal, RequestKind.Image, image.Id, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InvalidRequestException)
        {
            // For another reason, the parameter was not read.
        }

        throw new ImageDataException(
            ErrorIds.StorePreferenceIgnored,
            $"The cloud ignores the preferred store of the download of image {name}: its Glance is older than OpenStack 2026.2, "
                + "or it has the image in its cache. Nothing was downloaded.",
            "Omit -Store. The data is the same in every store.");
    }

    private static string Text(IEnumerable<string> stores) => string.Join(", ", stores.Select(store => $"'{store}'"));
}
