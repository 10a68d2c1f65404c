using OpenStackImage.ImageData;
using OpenStackImage.Imports;

namespace OpenStackImage.Images;

/// <content>The source of the data of the new image, and the parameters that require data.</content>
public sealed partial class NewOSImageCommand
{
    private ImageImport? ImportOf(UploadSource? source) => Uri is null && (!Import || source is null) ? null : new ImageImport
    {
        Method = Uri is null ? ImportMethod.GlanceDirect : ImportMethod.WebDownload,
        Uri = Uri?.OriginalString,
        Stores = Store.Length == 0 ? null : Store,
    };

    /// <summary>No specified parameter is ignored.</summary>
    private void RefuseUnusedParameters(UploadSource? source)
    {
        RefuseIf(
            source is null && Uri is null && (Import || SkipIfUnchanged || SkipFormatCheck || Store.Length > 0 || ExpectedHash is not null),
            "-Import, -Store, -ExpectedHash, -SkipIfUnchanged and -SkipFormatCheck apply to data, and no data is specified.",
            "Use -Path, -InputStream, -Uri or the pipeline, or omit them.");
        RefuseIf(
            source is not null && Uri is not null, "The row specifies a file and a URI.", "Leave one of these columns empty.");
        RefuseIf(
            Rotation.ReservedProperty is not null,
            $"-ReplacedProperty cannot set '{Rotation.ReservedProperty}', which is not a custom property of an image.",
            "Omit it.");
        RefuseIf(Store.Length > 1 && !Import && Uri is null, "An upload can use only one store.", "Use -Import for several stores.");
        RefuseIf(
            Uri is not null && DiskFormat is null && Replaces is null, "-Uri requires -DiskFormat.", "Specify the format of the data.");
        RefuseIf(Uri is not null && SkipFormatCheck, "The format of data at a URI is not checked here.", "Omit -SkipFormatCheck.");
        var hasNoHash = Uri is not null && SkipIfUnchanged && ExpectedHash is null;
        RefuseIf(hasNoHash, "-SkipIfUnchanged compares hashes, and the hash of data at a URI is not known.", "Specify -ExpectedHash.");
    }
}
