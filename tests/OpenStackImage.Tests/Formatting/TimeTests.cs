using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>Times are DateTime values of kind Local, as those of Get-Item.</summary>
public sealed class TimeTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void No_public_property_and_no_parameter_is_a_DateTimeOffset()
    {
        var module = ModuleAssembly.Of(Shell);

        Assert.All(module.Client.GetExportedTypes().Concat(module.Cmdlets.GetExportedTypes()), type =>
            Assert.All(type.GetProperties(), property =>
                Assert.NotEqual(typeof(DateTimeOffset), Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)));
    }

    [Fact]
    public async Task A_time_compares_with_Get_Date_and_subtracts_from_it()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("time"));
        Connect(Demo);

        var age = Shell.Run($"(Get-Date) - (Get-OSImage {id}).CreatedAt").Single();

        Assert.InRange(Assert.IsType<TimeSpan>(age.BaseObject), TimeSpan.FromSeconds(-2), TimeSpan.FromMinutes(5));
        Assert.True(Shell.Run($"(Get-OSImage {id}).CreatedAt -lt (Get-Date).AddSeconds(2)").Single().BaseObject is true);
    }

    [Fact]
    public async Task A_time_survives_Clixml_and_can_be_used_as_a_filter()
    {
        var name = TestCloud.Name("time");
        await Demo.CreateImageAsync(name);
        Connect(Demo);
        var image = Shell.Run($"Get-OSImage -Name '{name}'").Single();

        var copy = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(image));
        Shell.Set("copy", copy);

        Assert.Equal(DateTimeKind.Local, copy.Value<DateTime>("CreatedAt").Kind);
        Assert.Equal(image.Get("CreatedAt"), copy.Get("CreatedAt"));
        Assert.Single(Shell.Run($"Get-OSImage -Name '{name}*' -CreatedAfter $copy.CreatedAt").Output);
        Assert.Empty(Shell.Run($"Get-OSImage -Name '{name}*' -CreatedBefore $copy.CreatedAt").MustSucceed().Output);
    }

    [Theory]
    [InlineData("([datetime]'2026-11-24T01:02:03Z')", "2026-11-24T01:02:03Z")]
    [InlineData("([datetime]::new(2026, 11, 24, 1, 2, 3, [System.DateTimeKind]::Utc))", "2026-11-24T01:02:03Z")]
    [InlineData("'2026-11-24T03:02:03+02:00'", "2026-11-24T01:02:03Z")]
    [InlineData("([datetimeoffset]'2026-11-24T03:02:03+02:00')", "2026-11-24T01:02:03Z")]
    public void A_date_filter_is_sent_in_UTC(string time, string sent)
    {
        Connect(Demo);

        Shell.Run($"Get-OSImage -CreatedAfter {time}").MustSucceed();

        Assert.Contains($"created_at=gte:{sent}", Uri.UnescapeDataString(Requests()[^1]), StringComparison.Ordinal);
    }
}
