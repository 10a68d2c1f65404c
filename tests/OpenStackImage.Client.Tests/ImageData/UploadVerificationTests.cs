using OpenStackImage.Client.Tests.Identity;
using OpenStackImage.ImageData;
using OpenStackImage.Images;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>An image that does not become active is returned 10 minutes after its last change; the clock is the test's.</summary>
public sealed class UploadVerificationTests : IAsyncLifetime
{
    private CloudServer _cloud = null!;
    private OpenStackSession _session = null!;
    private TimeSpan _waited;

    public async ValueTask InitializeAsync()
    {
        _cloud = await CloudServer.StartAsync();
        _session = await CloudSession.ConnectAsync(_cloud);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("saving")]
    [InlineData("uploading")]
    [InlineData("importing")]
    [InlineData("verifying")]
    public async Task After_10_minutes_without_a_change_the_image_is_returned_with_a_warning(string status)
    {
        var id = Add(status);

        var result = await RunAsync(id, _ => { });

        Assert.Equal(status, result.Image.Status);
        Assert.Contains($"still has the status '{status}', and did not change for 10 minutes", result.Warning, StringComparison.Ordinal);
        Assert.InRange(_waited, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_change_restarts_the_10_minutes()
    {
        var id = Add("saving");
        var isChanged = false;

        var result = await RunAsync(id, waited =>
        {
            if (waited > TimeSpan.FromMinutes(9) && !isChanged)
            {
                isChanged = true;
                _cloud.State.UpdateImage(id, image => image.Size = 17);
            }
        });

        Assert.NotNull(result.Warning);
        Assert.InRange(_waited, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(19.5));
    }

    [Fact]
    public async Task An_image_that_becomes_active_before_the_limit_is_verified()
    {
        var id = Add("saving");

        var result = await RunAsync(id, waited =>
        {
            if (waited > TimeSpan.FromMinutes(9.5))
            {
                _cloud.State.UpdateImage(id, image => image.SetData("data"u8.ToArray()));
            }
        });

        Assert.Equal(("active", null), (result.Image.Status, result.Warning));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("pending_delete")]
    public async Task An_image_that_is_deleted_meanwhile_is_an_error(string status)
    {
        var id = Add(status);

        var failure = await Assert.ThrowsAsync<ImageDataException>(() => RunAsync(id, _ => { }));

        Assert.Equal("DeletedWhileWaiting", failure.ErrorId);
    }

    [Fact]
    public async Task An_image_that_is_deactivated_meanwhile_is_verified_with_a_warning()
    {
        var id = Add("saving");
        _cloud.State.UpdateImage(id, image =>
        {
            image.SetData("data"u8.ToArray());
            image.Status = "deactivated";
        });

        var result = await RunAsync(id, _ => { });

        Assert.Contains("was deactivated", result.Warning, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", result.Warning, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _cloud.DisposeAsync();
    }

    private string Add(string status)
        => _cloud.State.AddImage(_cloud.State.Project("demo").Id, "slow", configure: image => image.Status = status).Id;

    /// <summary>Verifies an upload of four bytes. A wait takes no time. The durations of the waits are added up.</summary>
    private async Task<UploadedImage> RunAsync(string id, Action<TimeSpan> waiting)
    {
        var images = new ImageClient(_session, null);
        var before = await images.GetAsync(id, default);
        using var data = new UploadData(new MemoryStream("data"u8.ToArray()), "data", null);
        await data.WriteToAsync(Stream.Null, default);
        var verification = new UploadVerification(images)
        {
            Pause = (pause, _) =>
            {
                _waited += pause;
                waiting(_waited);
                return Task.CompletedTask;
            },
        };
        return await verification.RunAsync(before, data, default);
    }
}
