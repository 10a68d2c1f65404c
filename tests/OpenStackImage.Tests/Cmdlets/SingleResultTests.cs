using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>A single result, which scripts can index like the first of several results.</summary>
public sealed class SingleResultTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("Get-OSImage $id", "Id")]
    [InlineData("Get-OSImageMember $id", "ImageId")]
    [InlineData("Get-OpenStackSession", "UserName")]
    public async Task The_first_and_the_last_item_of_a_single_result_are_the_result(string command, string property)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("single"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);
        Shell.Set("id", id);

        var result = Shell.Run($"$one = {command}; $one.{property}; $one[0].{property}; $one[-1].{property}; $null -eq $one[1]");

        var texts = result.MustSucceed().Output.Select(item => item.ToString()).ToArray();
        Assert.Equal([texts[0], texts[0], texts[0], "True"], texts);
        Assert.NotEmpty(texts[0]);
    }
}
