using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>The sizes of images: readable in a view, numbers in the properties.</summary>
public sealed class SizeTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(0L, "0 B")]
    [InlineData(1023L, "1023 B")]
    [InlineData(1024L, "1.0 KiB")]
    [InlineData(1_048_575L, "1.0 MiB")]
    [InlineData(648_019_968L, "618.0 MiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    public void Sizes_are_readable_in_the_table_and_numbers_in_the_property(long? bytes, string shown)
    {
        using var shell = Shell.WithModule(120);
        shell.Set(
            "specimen",
            Specimen.Of(ModuleAssembly.Of(shell).Client.GetType("OpenStackImage.Image")!, ("Visibility", "shared"), ("Size", bytes)));

        var line = shell.Show("[cultureinfo]::CurrentCulture = 'en-US'; $specimen")[2];

        Assert.Matches($"shared +{Regex.Escape(shown)} +[0-9a-f]", line);
        Assert.Equal(bytes, shell.Run("$specimen").Single().Get("Size"));
    }

    [Fact]
    public void A_size_is_formatted_in_the_culture_of_the_user()
    {
        using var shell = Shell.WithModule();
        shell.Set(
            "specimen",
            Specimen.Of(ModuleAssembly.Of(shell).Client.GetType("OpenStackImage.Image")!, ("Status", "active"), ("Size", 648_019_968L)));

        Assert.Contains("618,0 MiB", shell.Show("[cultureinfo]::CurrentCulture = 'de-DE'; $specimen")[2], StringComparison.Ordinal);
    }
}
