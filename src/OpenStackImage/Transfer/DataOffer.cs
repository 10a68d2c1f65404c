using OpenStackImage.ImageData;

namespace OpenStackImage.Transfer;

/// <summary>Data that an image is to get.</summary>
/// <param name="Open">Opens it; gets who is told how far it is.</param>
/// <param name="Length">Its size in bytes; null where nobody knows.</param>
/// <param name="What">What a person calls it.</param>
internal sealed record DataOffer(Func<IProgress<long>, UploadData> Open, long? Length, string What);
