using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Images;

/// <summary>Changes and imports of images whose response is lost or unclear.</summary>
public sealed class LostResponseTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudFact("fails to delete an image, and does not show it")]
    public void A_deletion_with_an_unknown_outcome_is_not_reported_as_partial()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, "kept");
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE", Status = 500 });
        var gets = 0;
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "GET" && ++gets > 1, Status = 503 });

        var error = Shell.Run($"Remove-OSImage {image.Id} -Force").SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "OutcomeUnknown", $"Get-OSImage {image.Id}");
    }

    [LocalCloudFact("accepts a change, and shows another value")]
    public void A_change_that_the_cloud_does_not_show_is_a_warning()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, "before");
        Connect(Demo);
        Shell.Set("id", image.Id);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "PATCH",
            Status = 200,
            ContentType = "application/json",
            Body = $$"""{"id": "{{image.Id}}", "name": "before", "status": "queued", "visibility": "shared"}""",
        });

        var result = Shell.Run("Set-OSImage $id -Name wanted");

        Cloud.Local.Faults.Clear();
        Assert.Contains(result.Warnings, warning => warning.Contains("does not show all of it", StringComparison.Ordinal));
    }

    [LocalCloudFact("sends another image")]
    public void The_image_in_a_response_must_be_the_requested_one()
    {
        var asked = Cloud.Local.State.AddImage(Demo.ProjectId, "asked");
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path.EndsWith(asked.Id, StringComparison.Ordinal),
            Status = 200,
            ContentType = "application/json",
            Body = """{"id": "11111111-1111-1111-1111-111111111111", "name": "other", "status": "active"}""",
        });

        var error = Shell.Run($"Get-OSImage {asked.Id}").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Contains("another image", error.ToString(), StringComparison.Ordinal);
    }

    [LocalCloudFact("loses responses of imports")]
    public void An_import_that_had_completed_before_is_never_the_result()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        var id = Shell.Run("New-OSImage copied -Path $path").Single().Text("Id")!;
        Shell.Connect(Cloud.AuthUrl, Admin);
        Shell.Run($"Import-OSImage {id} -Method copy-image -Store fast -Wait; Remove-OSImage {id} -Store fast -Force").MustSucceed();
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "POST" && request.Path.EndsWith("/import", StringComparison.Ordinal),
                Status = 502,
            });

        var error = Shell.Run($"Import-OSImage {id} -Method copy-image -Store fast -Wait").SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "OutcomeUnknown");
        Assert.DoesNotContain("fast", Cloud.Local.State.Image(id)!.Stores ?? "", StringComparison.Ordinal);
    }

    [LocalCloudFact("loses the response of an import that was started")]
    public async Task An_import_whose_response_was_lost_is_found_by_its_new_task()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("staged"));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Shell.Run($"Send-OSImageData {id} $path -Stage").MustSucceed();
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "POST" && request.Path.EndsWith("/import", StringComparison.Ordinal),
                Times = 1,
                Status = 502,
                AfterHandling = true,
            });

        var task = Shell.Run($"Import-OSImage {id} -Wait").Single();

        Assert.Equal("success", task.Text("Status"));
        Assert.Single(SeenByCloud(), request => request.StartsWith($"POST /v2/images/{id}/import", StringComparison.Ordinal));
    }
}
