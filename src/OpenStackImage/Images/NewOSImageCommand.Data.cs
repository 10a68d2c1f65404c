using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
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
    private protected override OpenStackException? Contradiction(UploadSource? source)
    {
        if (Name is null && Replaces is null && source?.FileName is null)
        {
            return new InvalidRequestException(ErrorIds.InvalidImageName, "The new image has no name.", response: null, "Use -Name.");
        }

        var hasSettingsOfData = Import || SkipIfUnchanged || SkipFormatCheck || Store.Length > 0 || ExpectedHash is not null;
        return ParameterRefusal.If(
                source is null && Uri is null && hasSettingsOfData,
                "-Import, -Store, -ExpectedHash, -SkipIfUnchanged and -SkipFormatCheck apply to data, and no data is specified.",
                "Use -Path, -InputStream, -Uri or the pipeline, or omit them.")
            ?? ParameterRefusal.If(
                source is not null && Uri is not null, "The row specifies a file and a URI.", "Leave one of these columns empty.")
            ?? ParameterRefusal.If(
                Store.Length > 1 && !Import && Uri is null, "An upload can use only one store.", "Use -Import for several stores.")
            ?? (Uri is null ? null : ContradictionOfUri());
    }

    private OpenStackException? ContradictionOfUri()
        => ParameterRefusal.If(DiskFormat is null && Replaces is null, "-Uri requires -DiskFormat.", "Specify the format of the data.")
            ?? ParameterRefusal.If(SkipFormatCheck, "The format of data at a URI is not checked here.", "Omit -SkipFormatCheck.")
            ?? ParameterRefusal.If(
                SkipIfUnchanged && ExpectedHash is null,
                "-SkipIfUnchanged compares hashes, and the hash of data at a URI is not known.",
                "Specify -ExpectedHash.");
}
