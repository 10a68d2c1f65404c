using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Reports;

/// <summary>The file of Export-OSImageSharingReport.</summary>
public sealed class ReportFileTests : IDisposable
{
    private const string Rows =
        "[pscustomobject]@{ ImageId = '11111111-2222-3333-4444-555555555555'; MemberId = '0123456789abcdef0123456789abcdef' }";

    private readonly Shell _shell = Shell.WithModule();
    private readonly ReportFile _report = new();

    [Fact]
    public void An_existing_file_is_replaced_only_with_Force()
    {
        File.WriteAllText(_report.Path, "before");

        var error = Run($"{Rows} | Export-OSImageSharingReport $path").MustTerminate();

        Assert.Equal("FileExists", error.Id());
        Assert.Equal("before", _report.Text);

        Run($"{Rows} | Export-OSImageSharingReport $path -Force").MustSucceed();

        Assert.StartsWith("<!DOCTYPE html>", _report.Text, StringComparison.Ordinal);
        Assert.Equal([_report.Path], Directory.GetFiles(_report.Folder));
    }

    [Fact]
    public void A_folder_and_a_path_of_another_provider_are_errors()
    {
        Assert.Equal("FileFailed", Run($"{Rows} | Export-OSImageSharingReport (Split-Path $path) -Force").MustTerminate().Id());
        Assert.Equal("FileFailed", Run($"{Rows} | Export-OSImageSharingReport env:report").MustTerminate().Id());
        Assert.Equal("FileNotFound", Run($"{Rows} | Export-OSImageSharingReport $path -Since $path").MustTerminate().Id());
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run($"{Rows} | Export-OSImageSharingReport $path -WhatIf -PassThru").MustSucceed();

        Assert.Empty(Directory.GetFiles(_report.Folder));
    }

    [Fact]
    public void Brackets_are_literal_and_only_PassThru_writes_the_file()
    {
        _shell.GoTo(_report.Folder);

        Assert.Empty(Run($"{Rows} | Export-OSImageSharingReport -LiteralPath 'a[1].html'").MustSucceed().Output);
        var file = Run($"{Rows} | Export-OSImageSharingReport 'b[1].html' -PassThru").Single();

        Assert.Equal(Path.Combine(_report.Folder, "b[1].html"), Assert.IsType<FileInfo>(file.BaseObject).FullName);
        Assert.True(File.Exists(Path.Combine(_report.Folder, "a[1].html")));
    }

    [Fact]
    public void The_page_contains_no_external_address()
    {
        Run($"{Rows} | Export-OSImageSharingReport $path").MustSucceed();

        Assert.DoesNotMatch("(?i)https?://|//[a-z]|url\\(|@import|\\bsrc=|<link", _report.Text);
        Assert.Contains("default-src 'none'", _report.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a list", "it has no column ImageId")]
    [InlineData("[{\"ImageId\":\"x\"}]", "member 1 has no ImageId or no MemberId")]
    [InlineData("[{", "it is not valid JSON")]
    [InlineData("<Objs Version=\"1.1", "it is not valid Clixml")]
    [InlineData("ImageId,MemberId\nx,", "line 2 has no ImageId or no MemberId")]
    public void A_file_that_is_not_an_earlier_export_is_an_error(string content, string reason)
    {
        var earlier = Path.Combine(_report.Folder, "earlier");
        File.WriteAllText(earlier, content);

        var error = _shell.Set("earlier", earlier).Set("path", _report.Path)
            .Run($"{Rows} | Export-OSImageSharingReport $path -Since $earlier").SingleError();

        Assert.Equal("InvalidMemberRow", error.Id());
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_report.Path));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _report.Dispose();
    }

    private ShellResult Run(string script) => _shell.Set("path", _report.Path).Run(script);
}
