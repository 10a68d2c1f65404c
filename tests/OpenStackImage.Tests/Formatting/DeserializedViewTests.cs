using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>Objects from jobs, remote sessions and Clixml files are displayed like live objects.</summary>
public sealed class DeserializedViewTests
{
    [Theory]
    [InlineData(80, "")]
    [InlineData(120, "")]
    [InlineData(120, " | Format-List")]
    public void A_deserialized_object_looks_like_a_live_one(int width, string format)
    {
        using var shell = Shell.WithModule(width);

        Assert.All(ModuleAssembly.Of(shell).OutputTypes, type =>
        {
            var specimen = Specimen.Of(type);
            shell.Set("live", specimen).Set("copy", PSSerializer.Deserialize(PSSerializer.Serialize(specimen)));

            var lines = shell.Show("$live" + format);

            Assert.True(lines.Length >= 2, type.FullName);
            Assert.Equal(lines, shell.Show("$copy" + format));
        });
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1023L)]
    [InlineData(1024L)]
    [InlineData((1024L * 1024) - 1)]
    [InlineData(648_019_968L)]
    [InlineData(long.MaxValue)]
    [InlineData(null)]
    public void A_deserialized_size_is_readable(long? size)
    {
        using var shell = Shell.WithModule(120);
        var image = Specimen.Of(ModuleAssembly.Of(shell).Client.GetType("OpenStackImage.Image")!, ("Size", size), ("VirtualSize", size));
        shell.Set("live", image).Set("copy", PSSerializer.Deserialize(PSSerializer.Serialize(image)));
        shell.Run("[cultureinfo]::CurrentCulture = 'de-DE'").MustSucceed();

        Assert.Equal(shell.Show("$live"), shell.Show("$copy"));
        Assert.Equal(shell.Show("$live | Format-List"), shell.Show("$copy | Format-List"));
    }

    private static readonly string[] HostileTags = ["bell \a"];
    private static readonly string[] HostileFormats = ["$copy", "$copy | Format-List", "$copy | Format-Wide", "$copy | Format-Custom"];

    [Fact]
    public void Control_characters_do_not_reach_the_terminal()
    {
        using var shell = Shell.WithModule(120);
        var image = Specimen.Of(
            ModuleAssembly.Of(shell).Client.GetType("OpenStackImage.Image")!,
            ("Name", "red \u001b[31m\u202e\u2028"),
            ("Tags", HostileTags));
        shell.Set("copy", PSSerializer.Deserialize(PSSerializer.Serialize(image)));

        Assert.All(
            HostileFormats.SelectMany(shell.Show),
            line => Assert.DoesNotContain(line, character => char.IsControl(character) || character is '\u202e' or '\u2028'));
    }

    [Fact]
    public void Control_characters_are_encoded_in_Constrained_Language_mode()
    {
        using var shell = Shell.WithModule(120);
        var types = ModuleAssembly.Of(shell).OutputTypes;
        shell.Run("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'").MustSucceed();

        Assert.All(types, type =>
        {
            var specimen = Specimen.Of(type);
            shell.Set("live", specimen).Set("copy", PSSerializer.Deserialize(PSSerializer.Serialize(specimen)));

            Assert.Equal(shell.Show("$live"), shell.Show("$copy"));
            Assert.Equal(shell.Show("$live | Format-List"), shell.Show("$copy | Format-List"));
        });
    }
}
