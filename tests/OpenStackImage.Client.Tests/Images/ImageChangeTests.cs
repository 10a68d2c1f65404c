using CsCheck;
using OpenStackImage.Images;

namespace OpenStackImage.Client.Tests.Images;

/// <summary>JSON patches of images.</summary>
public sealed class ImageChangeTests
{
    [Fact]
    public void Only_differing_properties_are_changed()
    {
        var image = new Image
        {
            Name = "a",
            MinDisk = 1,
            Tags = ["x"],
            Properties = new Dictionary<string,
            string>
            { ["p"] = "1", ["q/r~s"] = "2" },
        };

        var changes = ImageChange.Make(image, new ImageSettings
        {
            Name = "a",
            MinDisk = 2,
            AddedTags = ["x", "y"],
            Properties = new Dictionary<string, string> { ["p"] = "1", ["n"] = "3" },
            RemovedProperties = ["q/r~s", "none"],
        });

        Assert.Equal(
            [
                """{"op":"replace","path":"/min_disk","value":2}""",
                """{"op":"replace","path":"/tags","value":["x","y"]}""",
                """{"op":"add","path":"/n","value":"3"}""",
                """{"op":"remove","path":"/q~1r~0s"}""",
            ],
            changes.Select(change => change.ToOperation().ToString(Newtonsoft.Json.Formatting.None)));
    }

    [Fact]
    public void An_image_in_the_desired_state_needs_no_change()
        => Assert.Empty(ImageChange.Make(new Image { Tags = ["b", "a"] }, new ImageSettings { Tags = ["a", "b"], IsHidden = false }));

    /// <summary>Parses a pointer as RFC 6901 specifies: it has one segment, which is the name of the property.</summary>
    [Fact]
    public void Any_property_name_is_one_segment_of_the_path()
        => Gen.OneOf(Gen.String[1, 40], Gen.String[Gen.Char["~/01 \"\\\0ä"], 1, 20]).Sample(
            name =>
            {
                var operation = new ImageChange(name, "old", "new").ToOperation();

                var path = (string)operation["path"]!;
                var segment = Assert.Single(path[1..].Split('/'));
                Assert.Equal('/', path[0]);
                Assert.DoesNotMatch("~(?![01])", segment);
                Assert.Equal(name, segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
            },
            iter: 10_000);
}
