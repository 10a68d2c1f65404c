using System.Text;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>A list is read while it is received.</summary>
public sealed class ImageListStreamTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Json = "application/json";

    [LocalCloudFact("sends half a page")]
    public void A_truncated_page_is_continued_after_its_last_image()
    {
        var names = Enumerable.Range(0, 200).Select(i => $"image-{i:D3}").ToArray();
        foreach (var name in names)
        {
            Cloud.Local.State.AddImage(Demo.ProjectId, name, configure: image => image.Tags.Add("broken-off"));
        }

        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsList, Times = 2, Cut = Cut.MidBody, CutAfterBytes = 30_000 });

        var result = Shell.Run("Get-OSImage -Tag broken-off -Sort Name");

        Assert.Equal(names, result.Texts("Name"));
        var requests = Requests();
        Assert.Equal(3, requests.Length);
        Assert.DoesNotContain("marker", requests[0], StringComparison.Ordinal);
        Assert.All(requests[1..], request => Assert.Contains("&marker=", request, StringComparison.Ordinal));
    }

    [LocalCloudFact("sends half a page")]
    public void A_repeatedly_interrupted_page_is_an_error_after_the_received_images()
    {
        for (var i = 0; i < 5; i++)
        {
            Cloud.Local.State.AddImage(Demo.ProjectId, $"cut-{i}", configure: image => image.Tags.Add("cut"));
        }

        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsList, Cut = Cut.MidBody, CutAfterBytes = 900 });

        var result = Shell.Run("Get-OSImage -Tag cut -Sort Name");

        Cloud.Local.Faults.Clear();
        Assert.Equal("ConnectionFailed", result.SingleError().Id());
        Assert.Equal(["cut-0", "cut-1", "cut-2", "cut-3"], result.Output.Select(image => image.Text("Name")));
    }

    [LocalCloudTheory("sends what no Glance sends")]
    [InlineData("""{"images": [{"id": "1"}, {"id": "2"}, {"na""")]
    [InlineData("""{"images": [{"id": "1"}, {"id": "2"}, 3], "next": null}""")]
    [InlineData("""{"images": [{"id": "1"}, {"id": "2"}, {"id": }]}""")]
    [InlineData("""{"images": [{"id": "1"}, {"id": "2"}""")]
    public void Complete_items_are_written_before_the_error(string body)
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsList, Times = 1, Status = 200, Body = body, ContentType = Json });

        var result = Shell.Run("Get-OSImage");

        Assert.Equal("UnexpectedAnswer", result.SingleError().Id());
        Assert.Equal(["1", "2"], result.Output.Select(image => image.Text("Id")));
    }

    [LocalCloudTheory("sends what no Glance sends")]
    [InlineData("""{"first": "images", "more": [{"id": "0"}], "im\u0061ge": [], "images": [{"id": "1", "name": "}]\"{[\\", "x": "é","""
        + """ "deep": {"images": [{"id": "9"}]}}], "next": ""}""")]
    [InlineData("""  { "next" : null , "images" : [ {"id":"1"} ] , "images_of_others": [{"id": "2"}] }  """)]
    public void Only_the_items_of_the_list_are_images(string body)
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsList, Times = 1, Status = 200, Body = body, ContentType = Json });

        Assert.Equal(["1"], Shell.Run("Get-OSImage").Texts("Id"));
    }

    [LocalCloudFact("sends a page without an end")]
    public void A_page_that_exceeds_the_limit_is_an_error()
    {
        var body = Encoding.UTF8.GetBytes("""{"images": [{"id": "1", "x": """ + '"' + new string('x', 65 * 1024 * 1024));
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsList, Times = 1, Status = 200, RawBody = body, ContentType = Json });

        Assert.Equal("UnexpectedAnswer", Shell.Run("Get-OSImage").SingleError().Id());
    }

    private static bool IsList(FaultedRequest request) => request.Path == "/v2/images";
}
