using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <summary>Failures while the data of an image is copied from one cloud to others.</summary>
internal static class TransferFailure
{
    /// <summary>True if the same upload may succeed when the data is sent again from its beginning.</summary>
    public static bool IsBrokenUpload(OpenStackException failure)
        => failure.ErrorId == ErrorIds.UploadInterrupted || RetryPolicy.IsTransient(HttpMethod.Put, failure);

    /// <summary>Returns the error of the uploads whose data could not be read completely.</summary>
    /// <param name="cloud">The name of the cloud that has the data.</param>
    /// <param name="failure">The failure of the download.</param>
    public static ImageDataException OfSource(string cloud, Exception failure)
    {
        var known = failure as OpenStackException;
        var isFinal = known is not null && !RetryPolicy.IsTransient(HttpMethod.Get, known);
        return new ImageDataException(
            known is ImageDataException ? known.ErrorId : ErrorIds.UploadInterrupted,
            $"The data could not be read from cloud '{cloud}': {failure.Message}",
            isFinal ? known!.RecommendedAction : "Run the command again.",
            failure);
    }
}
