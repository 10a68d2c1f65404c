using OpenStackImage.ImageData;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>Files that get their names after they are complete.</summary>
public sealed class FileSinkTests : IDisposable
{
    private const string Id = "11111111-2222-3333-4444-555555555555";

    private readonly string _folder = Directory.CreateTempSubdirectory("sink-").FullName;

    private string Target => Path.Combine(_folder, "target");

    [Fact]
    public async Task A_file_appears_only_when_it_is_complete()
    {
        using (var sink = new FileSink(DownloadTarget.Of(Target, replaces: false), Id, resumes: false))
        {
            await sink.WriteAsync([1, 2, 3], 3, default);
            await sink.WriteAsync(new byte[100], 100, default);
            Assert.False(File.Exists(Target));
            sink.Finish();
        }

        Assert.Equal([Target], Directory.GetFiles(_folder));
        Assert.Equal(103, new FileInfo(Target).Length);
    }

    [Fact]
    public async Task An_incomplete_file_is_deleted_unless_it_can_be_resumed()
    {
        foreach (var resumes in new[] { false, true })
        {
            using var sink = new FileSink(DownloadTarget.Of(Target, replaces: false), Id, resumes);
            await sink.WriteAsync([1, 2, 3], 3, default);
        }

        var left = Assert.Single(Directory.GetFiles(_folder));
        Assert.EndsWith($"{Id}.part", left, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(left));
        }

        using var again = new FileSink(DownloadTarget.Of(Target, replaces: false), Id, resumes: true);
        Assert.Equal(3, again.Position);
    }

    [Fact]
    public void A_file_that_appears_during_the_download_is_not_replaced()
    {
        using var sink = new FileSink(DownloadTarget.Of(Target, replaces: true), Id, resumes: false);
        File.WriteAllText(Target, "other");

        Assert.Equal("FileExists", Assert.Throws<FileException>(sink.Finish).ErrorId);
        Assert.Equal("other", File.ReadAllText(Target));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
