using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>Tests that read sharing files.</summary>
public abstract class SharingDocumentTests
{
    private protected const string ImageId = "1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d";

    private protected static SharingDocument Read(params byte[][] parts)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.yaml");
        try
        {
            File.WriteAllBytes(file, [.. parts.SelectMany(part => part)]);
            return SharingFile.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
