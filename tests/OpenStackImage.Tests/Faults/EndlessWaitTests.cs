using System.Globalization;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Services that never finish what a cmdlet waits for, and report another state each time.</summary>
public sealed class EndlessWaitTests : RawServerTests
{
    private const string TaskId = "11111111-1111-4111-8111-111111111111";

    [Fact]
    [ReliabilityRow("78c", "an import whose task never completes and reports a different message each time")]
    public async Task An_import_that_never_ends_is_an_error_after_a_day()
    {
        var tasks = 0;
        await using var server = RawServer.Responding(request => request.Method == "POST" ? RawServer.Reply("202 Accepted", "")
            : !request.Target.EndsWith("/tasks", StringComparison.Ordinal) ? RawServer.Ok(Image("x", ", \"size\": 5"))
            : tasks++ == 0 ? RawServer.Ok("""{"tasks": []}""")
            : RawServer.Ok(string.Create(CultureInfo.InvariantCulture, $$"""
                {"tasks": [{"id": "{{TaskId}}", "type": "api_image_import", "status": "processing", "image_id": "{{ImageId}}",
                "message": "Copied {{tasks}}000000000000000000 MiB"}]}
                """)));
        Connect(server);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$session").Single());

        var error = Shell.Run($"Import-OSImage {ImageId} -Uri http://127.0.0.1:1/disk.img -Wait").SingleError();

        Assert.InRange(tasks, 100, 6_000);
        ReliabilityPage.Saw("78c", string.Create(CultureInfo.InvariantCulture, $"{error.Id()} after {clock.Waited.TotalHours:0} hours"));
    }

    [Fact]
    [ReliabilityRow("78d", "an upload whose image keeps the status `saving`, although it changes each time")]
    public async Task An_upload_whose_image_never_becomes_active_is_a_warning_after_a_day()
    {
        var reads = 0;
        var isSent = false;
        await using var server = RawServer.Responding(request =>
        {
            isSent |= request.Method == "PUT";
            return request.Method == "PUT"
                ? RawServer.Reply("204 No Content", "")
                : RawServer.Ok(Image("x", string.Create(CultureInfo.InvariantCulture, $", \"size\": {++reads}"))
                    .Replace("active", isSent ? "saving" : "queued", StringComparison.Ordinal));
        });
        Connect(server);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$session").Single());
        using var folder = new CloudsFolder(Shell).Write("disk.img", "data");

        var result = Shell.Set("file", folder.Path("disk.img")).Run($"Send-OSImageData {ImageId} $file -PassThru -SkipFormatCheck");

        Assert.Equal("saving", result.Single().Text("Status"));
        Assert.InRange(reads, 100, 6_000);
        Assert.Contains(result.Warnings, warning => warning.Contains("not verified", StringComparison.Ordinal));
        ReliabilityPage.Saw(
            "78d",
            string.Create(CultureInfo.InvariantCulture, $"a warning and the unchanged image, after {clock.Waited.TotalHours:0} hours"));
    }
}
