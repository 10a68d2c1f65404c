using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>The view file defines no colors, calls no code, and works in Constrained Language mode.</summary>
public sealed class ViewFileTests
{
    [Fact]
    public void Every_view_is_the_same_in_Constrained_Language_mode()
    {
        using var full = Shell.WithModule(120);
        using var constrained = Shell.WithModule(120);
        constrained.Run("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'").MustSucceed();

        foreach (var type in ModuleAssembly.Of(full).OutputTypes)
        {
            foreach (var format in new[] { "", " | Format-List" })
            {
                var lines = full.Set("specimen", Specimen.Of(type)).Show("$specimen" + format);
                Assert.Equal(lines, constrained.Set("specimen", Specimen.Of(type)).Show("$specimen" + format));
                Assert.Contains(lines, line => Regex.IsMatch(line, "some |42|one, two"));
            }
        }
    }

    [Fact]
    public void No_view_calls_a_type_or_a_method()
        => Assert.All(
            XDocument.Load(ViewFile).Descendants("ScriptBlock"),
            script => Assert.DoesNotMatch(@"\]::|\.\w+\(", script.Value));

    [Fact]
    public void No_view_defines_a_color()
        => Assert.DoesNotMatch(@"\[char\]\s*27|\\e\[|`e\[|\u001b|-ForegroundColor", File.ReadAllText(ViewFile));

    internal static string ViewFile => Path.Combine(Build.Root, "bin", "OpenStackImage.Format.ps1xml");
}
