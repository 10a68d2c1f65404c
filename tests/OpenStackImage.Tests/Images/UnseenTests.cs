using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>
/// A lost response does not show the outcome: a resource that never existed was not removed, and a change that took effect is not an error.
/// </summary>
public sealed class UnseenTests(TestCloud cloud) : CloudTests(cloud)
{
    public static TheoryData<int?, Cut> Lost => new() { { 502, Cut.None }, { 504, Cut.None }, { null, Cut.BeforeResponse } };

    [LocalCloudTheory("loses a response")]
    [MemberData(nameof(Lost))]
    public void An_image_that_never_existed_is_not_reported_as_removed(int? status, Cut cut)
    {
        Connect(Demo);
        Lose("DELETE", status, cut);

        var error = Shell.Run($"Remove-OSImage {Guid.NewGuid()} -Force").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("ImageNotFound", error.Id());
    }

    [LocalCloudTheory("loses a response")]
    [MemberData(nameof(Lost))]
    public void An_image_is_removed_although_the_response_was_lost(int? status, Cut cut)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "removed").Id;
        Connect(Demo);
        Lose("DELETE", status, cut);

        Shell.Run($"Remove-OSImage {id} -Force").MustSucceed();

        Cloud.Local.Faults.Clear();
        Assert.Null(Cloud.Local.State.Image(id));
    }

    [LocalCloudTheory("loses a response")]
    [InlineData("fast", null)]
    [InlineData("fast", "NotFound")]
    public void Data_that_a_store_never_had_is_not_reported_as_removed(string store, string? errorId)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "stored", configure: image =>
        {
            (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
            image.SetData(new byte[3]);
            image.Stores = errorId is null ? "file,fast" : "file,cheap";
        }).Id;
        Connect(Admin);
        Lose("DELETE", 502, Cut.None);

        var result = Shell.Run($"Remove-OSImage {id} -Store {store} -Force");

        Cloud.Local.Faults.Clear();
        Assert.Equal(errorId, result.Errors.SingleOrDefault()?.Id());
    }

    [LocalCloudTheory("loses a response, or fails after it handled the request")]
    [InlineData("Disable-OSImage", 502, true, "deactivated")]
    [InlineData("Disable-OSImage", 502, false, "deactivated")]
    [InlineData("Disable-OSImage", 500, true, "deactivated")]
    [InlineData("Enable-OSImage", 502, true, "active")]
    [InlineData("Enable-OSImage", 504, false, "active")]
    [InlineData("Enable-OSImage", 500, true, "active")]
    public void An_image_is_deactivated_and_reactivated_although_a_response_was_lost(
        string command, int status, bool afterHandling, string expected)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "paused", configure: image =>
        {
            image.SetData(new byte[3]);
            image.Status = expected == "active" ? "deactivated" : "active";
        }).Id;
        Connect(Admin);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "POST", Times = 1, Status = status, AfterHandling = afterHandling });

        Assert.Equal(expected, Shell.Run($"{command} {id} -PassThru").Single().Text("Status"));
    }

    [LocalCloudTheory("fails before it handles the request")]
    [InlineData("Disable-OSImage", "active")]
    [InlineData("Enable-OSImage", "deactivated")]
    public void An_image_whose_status_did_not_change_is_an_error(string command, string status)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "paused", configure: image =>
        {
            image.SetData(new byte[3]);
            image.Status = status;
        }).Id;
        Connect(Admin);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST", Status = 500 });

        var result = Shell.Run($"{command} {id} -PassThru");

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(result.SingleError(), "ServiceError");
        Assert.Empty(result.Output);
    }

    private void Lose(string method, int? status, Cut cut) => Cloud.Local.Faults.Add(
        new Fault { When = request => request.Method == method, Times = 1, Status = status, Cut = cut, AfterHandling = true });
}
