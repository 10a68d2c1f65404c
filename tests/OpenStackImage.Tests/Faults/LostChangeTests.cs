using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Changes of images whose response is lost or is an error. Each change is applied once.</summary>
public sealed class LostChangeTests(TestCloud cloud) : FaultTests(cloud)
{
    private static readonly string[] LostImageResponses = ["26j", "26k", "26l", "26m", "26n"];

    [LocalCloudTheory("loses responses, and fails after it handled the request")]
    [InlineData("26j", null, "New-OSImage lost")]
    [InlineData("26k", null, "Set-OSImage $id -Name lost -PassThru")]
    [InlineData("26l", null, "Set-OSImage $id -RemoveProperty os_distro -PassThru")]
    [InlineData("26m", null, "Remove-OSImage $id -Confirm:$false; 'done'")]
    [InlineData("26n", 500, "New-OSImage lost; Set-OSImage $id -Name lost; Remove-OSImage $id -Confirm:$false")]
    [ReliabilityRow("26j", "a lost response to the POST that creates an image")]
    [ReliabilityRow("26k", "a lost response to the PATCH that changes an image")]
    [ReliabilityRow("26l", "a lost response to the PATCH that removes a property")]
    [ReliabilityRow("26m", "a lost response to the DELETE that removes an image")]
    [ReliabilityRow("26n", "500 after an image was created, after it was changed, and after it was removed")]
    public void Each_change_of_an_image_is_applied_once(string row, int? status, string command)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "lost-response", configure: image => image.Properties["os_distro"] = "arch").Id;
        Connect(Demo);
        Cloud.Local.Log.Clear();
        var before = Cloud.Local.State.Images.Count;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image" && request.Method != "GET",
            Times = status is null ? 1 : null,
            AfterHandling = true,
            Cut = status is null ? Cut.BeforeResponse : Cut.None,
            Status = status,
        });

        Shell.Set("id", id).Run(command).Single();

        Cloud.Local.Faults.Clear();
        foreach (var other in LostImageResponses.Where(other => other != row))
        {
            ReliabilityPage.Skip(other);
        }

        ReliabilityPage.Saw(row, $"done, {Cloud.Local.State.Images.Count - before:+0;-0;0} images: {Sent()}");
    }

    [LocalCloudFact("fails in the middle of a deletion; this is what a real Glance then left behind")]
    [ReliabilityRow("26o", "500 during the removal of an image, whose record remains; the removal is repeated")]
    public void A_partially_deleted_image_is_not_reported_as_removed()
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "half").Id;
        Connect(Demo);
        Cloud.Local.Log.Clear();
        FailInTheMiddle("DELETE", () => Cloud.Local.State.UpdateImage(id, image => image.Status = "deleted"));

        var errors = Shell.Set("id", id).Run("Remove-OSImage $id -Confirm:$false; Remove-OSImage $id -Confirm:$false").Errors;

        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => ErrorsPage.AssertTold(error, "ImageHalfDeleted", id, "operators"));
        ErrorsPage.AssertExplained(errors[1], "ImageHalfDeleted");
        ReliabilityPage.Saw("26o", $"{string.Join(", ", errors.Select(error => error.Id()))}: {Sent()}");
    }

    [LocalCloudFact("fails in the middle of a change; a real Glance sets the name first, then the tags")]
    [ReliabilityRow("26p", "500 during the PATCH of a name and a tag, of which only the name is set")]
    public void A_partial_change_is_not_reported_as_done()
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "half").Id;
        Connect(Demo);
        Cloud.Local.Log.Clear();
        FailInTheMiddle("PATCH", () => Cloud.Local.State.UpdateImage(id, image => image.Name = "whole"));

        var error = Shell.Set("id", id).Run("Set-OSImage $id -Name whole -AddTag lts").SingleError();

        ReliabilityPage.Saw("26p", $"{error.Id()}: {Sent()}");
    }

    /// <summary>Returns 500 once, after a part of the change was applied.</summary>
    private void FailInTheMiddle(string method, Action part) => Cloud.Local.Faults.Add(new Fault
    {
        When = request =>
        {
            var strikes = request.Method == method;
            if (strikes)
            {
                part();
            }

            return strikes;
        },
        Times = 1,
        Status = 500,
    });
}
