using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The pipeline supplies bytes, or there is an error before the first request.</summary>
public sealed class PipelineInputTests(TestCloud cloud) : DataTests(cloud)
{
    [Theory]
    [InlineData("Get-Content $path | New-OSImage x")]
    [InlineData("'text' | New-OSImage x")]
    [InlineData("1..5 | New-OSImage x")]
    [InlineData("'1' | New-OSImage x")]
    [InlineData("Get-Date | New-OSImage x")]
    [InlineData("Get-Content $path | Send-OSImageData 11111111-1111-1111-1111-111111111111")]
    [InlineData("New-OSImage x -InputObject 'text'")]
    public void Text_and_numbers_are_refused_before_the_first_request(string command)
    {
        Connect(Demo);
        Shell.Set("path", MakeFile("1\n2\n3\n4\n5\n"u8.ToArray(), "five.txt"));

        var error = Shell.Run(command).Terminating;

        ErrorsPage.AssertTold(Assert.IsType<System.Management.Automation.ErrorRecord>(error), "InputNotBinary", "-Path", "-AsByteStream");
        Assert.Empty(Requests());
    }

    [Fact]
    public void An_empty_pipeline_is_an_error()
    {
        Connect(Demo);

        ErrorsPage.AssertTold(Shell.Run("@() | New-OSImage x").SingleError(), "NoImageData", "pipeline");
        Assert.Empty(Requests());
    }

    [Theory]
    [InlineData("Get-Item $path | New-OSImage x")]
    [InlineData("[IO.File]::OpenRead($path) | New-OSImage x")]
    [InlineData("Get-Content $path -AsByteStream -ReadCount 300 | New-OSImage x")]
    [InlineData("Get-Content $path -AsByteStream -Raw | New-OSImage x")]
    [InlineData("New-OSImage x $path")]
    [InlineData("New-OSImage x -LiteralPath $path")]
    [InlineData("New-OSImage x -Path ($path -replace 'disk', 'd?sk')")]
    public void Bytes_streams_and_files_from_the_pipeline_are_uploaded(string command)
    {
        var bytes = Bytes(1000);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes));

        var image = Shell.Run(command).Single();

        Demo.Owns(image.Text("Id")!);
        Assert.Equal(Sha512(bytes), image.Text("HashValue"));
    }

    [Fact]
    public void A_path_is_literal_if_the_file_exists_and_belongs_to_the_file_system()
    {
        var bytes = Bytes(100);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes, "a[1].img")).Set("folder", Folder);
        MakeFile(Bytes(50), "a1.img");

        Assert.Equal(["100"], Shell.Run("New-OSImage x -Path $path").Texts("Size"));
        ErrorsPage.AssertTold(Shell.Run("New-OSImage x -Path \"$folder/a*\"").SingleError(), "FileFailed", "matches 2 files");
        ErrorsPage.AssertTold(Shell.Run("New-OSImage x -LiteralPath \"$folder/a?.img\"").SingleError(), "FileNotFound", "a?.img");
        ErrorsPage.AssertTold(Shell.Run("New-OSImage x -Path env:HOME").SingleError(), "FileFailed", "Environment");
        var missing = Shell.Run("New-OSImage x -Path \"$folder/none.img\"").SingleError();
        Assert.Equal(
            (System.Management.Automation.ErrorCategory.ObjectNotFound, InFolder("none.img")), (missing.Category(), missing.TargetObject));
    }
}
