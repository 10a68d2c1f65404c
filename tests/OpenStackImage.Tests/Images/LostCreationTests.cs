using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Images;

/// <summary>New images whose creation, upload or protection has no clear response.</summary>
public sealed class LostCreationTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudTheory("loses responses")]
    [InlineData(502, Cut.None)]
    [InlineData(500, Cut.None)]
    [InlineData(503, Cut.None)]
    [InlineData(504, Cut.None)]
    [InlineData(null, Cut.BeforeResponse)]
    public void An_image_that_existed_before_is_never_reported_as_the_new_one(int? status, Cut cut)
    {
        var existing = Cloud.Local.State.AddImage(Demo.ProjectId, "golden", configure: image => image.IsProtected = true);
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("id", existing.Id);
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Status = status, Cut = cut, AfterHandling = true });

        var error = Shell.Run("New-OSImage golden -Id $id -Path $path").SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "ImageExists", existing.Id);
        var left = Cloud.Local.State.Image(existing.Id);
        Assert.NotNull(left);
        Assert.Equal((true, "queued", null), (left.IsProtected, left.Status, left.Size));
        Assert.All(Requests(), request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    [LocalCloudTheory("loses responses")]
    [InlineData(502, true)]
    [InlineData(502, false)]
    [InlineData(500, true)]
    public void An_image_with_a_specified_ID_is_created_once(int status, bool afterHandling)
    {
        var id = Guid.NewGuid().ToString();
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("id", id);
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Times = 1, Status = status, AfterHandling = afterHandling });

        var image = Shell.Run("New-OSImage own -Id $id -Path $path -Protected").Single();

        Assert.Equal((id, "active", "True"), (image.Text("Id"), image.Text("Status"), image.Text("IsProtected")));
        Assert.True(Cloud.Local.State.Image(id)!.IsProtected);
    }

    [LocalCloudFact("loses each response to a POST")]
    public void An_image_that_may_still_be_created_is_named()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Cut = Cut.BeforeResponse });

        var error = Shell.Run("New-OSImage late -DiskFormat raw").SingleError();

        Cloud.Local.Faults.Clear();
        var request = Requests().Last(line => line.StartsWith("GET", StringComparison.Ordinal));
        ErrorsPage.AssertTold(error, "OutcomeUnknown", $"Get-OSImage {request.Split('/', ' ')[^2]}");
    }

    [LocalCloudFact("sends what is not JSON after it has created an image")]
    public void An_image_is_found_if_the_response_to_its_creation_cannot_be_read()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, AfterHandling = true, Body = "<html>", ContentType = "text/html" });

        var image = Shell.Run("New-OSImage unreadable -Path $path").Single();

        Cloud.Local.Faults.Clear();
        Assert.Equal("active", image.Text("Status"));
        Assert.NotNull(Cloud.Local.State.Image(image.Text("Id")!));
    }

    [LocalCloudFact("hides an image of the same second from the GET before the POST")]
    public void An_image_with_data_is_not_the_one_that_was_just_created()
    {
        var present = Cloud.Local.State.AddImage(Demo.ProjectId, "golden", configure: image => image.SetData(Bytes(10)));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("id", present.Id);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "GET", Times = 1, Status = 404 });
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Times = 1, Status = 502, AfterHandling = true });

        var error = Shell.Run("New-OSImage golden -Id $id -Path $path").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("ImageExists", error.Id());
        Assert.All(Requests().Where(request => request.StartsWith("DELETE", StringComparison.Ordinal)), Assert.Empty);
        Assert.NotNull(Cloud.Local.State.Image(present.Id));
    }

    [LocalCloudFact("does not show an image after its data is stored")]
    public void An_image_with_data_that_cannot_be_verified_is_not_removed()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "GET", Status = 503 });

        var result = Shell.Run("New-OSImage unverified -Path $path");

        Cloud.Local.Faults.Clear();
        Assert.Equal("ServiceUnavailable", result.SingleError().Id());
        var image = Shell.Run("Get-OSImage unverified").Single();
        Demo.Owns(image.Text("Id")!);
        Assert.Equal("active", image.Text("Status"));
        var hint = $"Check it with Get-OSImage {image.Text("Id")}";
        Assert.Contains(result.Warnings, warning => warning.Contains(hint, StringComparison.Ordinal));
    }

    [LocalCloudFact("refuses an upload")]
    public void The_protection_is_set_last_and_never_removed()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        var images = Cloud.Local.State.ImageCount;
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PUT", Status = 413 });

        Shell.Run("New-OSImage full -Path $path -Protected").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.DoesNotContain(Requests(), request => request.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [LocalCloudFact("refuses to protect an image")]
    public void An_image_that_cannot_be_protected_is_returned_with_an_error()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PATCH", Status = 403 });

        var result = Shell.Run("New-OSImage unprotected -Path $path -Protected");

        Cloud.Local.Faults.Clear();
        Assert.Equal("active", Assert.Single(result.Output).Text("Status"));
        Assert.Single(result.Errors);
        Assert.Contains("is not protected", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    private static bool IsCreation(FaultedRequest request) => request.Method == "POST" && request.Path == "/v2/images";
}
