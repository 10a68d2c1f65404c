using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>
/// New-OSImage -Replaces reaches the same end state from every starting state: one visible image of the name, with the new data and the
/// members of the old one.
/// </summary>
public sealed class ReplacementTests(TestCloud cloud) : ReplacedImageTests(cloud)
{
    public static TheoryData<string> References => ["$name", "$old", "(Get-OSImage $old)"];

    [LocalCloudTheory("refuses to hide an image")]
    [MemberData(nameof(References))]
    public void A_second_run_completes_a_first_run_whose_last_step_failed(string reference)
    {
        var (name, old) = Start();
        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, old), Status = 500 });

        var first = Shell.Run($"New-OSImage -Replaces {reference} -Path $path");

        Cloud.Local.Faults.Clear();
        var id = Assert.Single(first.Output).Text("Id")!;
        Assert.Single(first.Errors);
        Assert.Contains(
            "Run the command again to complete the replacement, or use Set-OSImage ",
            Assert.Single(first.Warnings),
            StringComparison.Ordinal);
        Assert.Equal("", ReplacedBy(first.Output.Single()));
        Assert.Equal(old, Assert.Single(Visible(name)).Id);
        var second = Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single();
        Assert.Equal((id, old), (second.Text("Id"), ReplacedBy(second)));
        AssertReplaced(name, id);
        Assert.Equal(id, Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id"));
        AssertReplaced(name, id);
    }

    private static string? ReplacedBy(PSObject created) => PSObject.AsPSObject(created.Value<object>("Rotation")).Text("Replaced");

    [LocalCloudFact("refuses a member")]
    public void A_second_run_completes_a_first_run_in_which_a_member_failed()
    {
        var (name, old) = Start();
        Cloud.Local.State.AddMember(old, Alt.ProjectId);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST" && request.Path.EndsWith("/members", StringComparison.Ordinal),
            Status = 413,
            Headers = new Dictionary<string, string> { ["x-openstack-request-id"] = "req-1" },
        });

        var first = Shell.Run("New-OSImage -Replaces $name -Path $path");

        Cloud.Local.Faults.Clear();
        Assert.Equal("True", Assert.Single(first.Output).Text("IsHidden"));
        Assert.Equal(old, Assert.Single(Visible(name)).Id);
        var second = Shell.Run("New-OSImage -Replaces $name -Path $path").Single();
        Assert.Equal((first.Output[0].Text("Id"), "False"), (second.Text("Id"), second.Text("IsHidden")));
        AssertReplaced(name, second.Text("Id")!);
        Assert.Single(Cloud.Local.State.Members(second.Text("Id")!));
    }

    [LocalCloudFact("has an image that an interrupted run left behind")]
    public void Of_two_visible_images_the_replaced_one_is_hidden()
    {
        var (name, _) = Start();
        var left = Add(name, NewData, "arch", TimeSpan.FromSeconds(1));

        Assert.Equal(left, Shell.Run("New-OSImage -Replaces $name -Path $path").Single().Text("Id"));

        AssertReplaced(name, left);
    }

    [LocalCloudFact("has two images of one name")]
    public void Two_images_of_one_name_that_differ_are_still_ambiguous()
    {
        var (name, _) = Start();
        Add(name, NewData, "debian", TimeSpan.FromSeconds(1));

        Assert.Equal("AmbiguousImageName", Shell.Run("New-OSImage -Replaces $name -Path $path").SingleError().Id());

        Assert.Equal(2, Visible(name).Length);
    }

    [LocalCloudFact("refuses to show an image")]
    public void Until_the_new_image_is_complete_the_name_refers_to_the_old_one()
    {
        var (name, old) = Start();
        var seen = new List<string[]>();
        Cloud.Local.Faults.Add(new Fault { When = request => Sees(request.Method is "PUT" or "POST") });

        Shell.Run("New-OSImage -Replaces $name -Path $path").MustSucceed();

        Assert.NotEmpty(seen);
        Assert.All(seen, ids => Assert.Equal([old], ids));

        bool Sees(bool isWrite)
        {
            if (isWrite)
            {
                seen.Add([.. Visible(name).Select(image => image.Id)]);
            }

            return false;
        }
    }
}
