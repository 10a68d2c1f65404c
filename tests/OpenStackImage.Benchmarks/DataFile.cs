namespace OpenStackImage.Benchmarks;

/// <summary>Files for image data.</summary>
internal static class DataFile
{
    private const int ChunkSize = 1024 * 1024;

    /// <summary>A file without runs of zeros.</summary>
    public static string Make(DirectoryInfo folder, string name, long size)
    {
        var chunk = new byte[ChunkSize];
        new Random(1).NextBytes(chunk);
        var path = Path.Combine(folder.FullName, name);
        using var file = File.Create(path);
        for (long written = 0; written < size; written += chunk.Length)
        {
            file.Write(chunk);
        }

        return path;
    }
}
