using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>The lists and dictionaries of the objects: readable in a CSV file, and still lists and dictionaries in a script.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Shell _shell = Shell.WithModule();

    public ListTests()
    {
        var image = Specimen.Of(ModuleAssembly.Of(_shell).Client.GetType("OpenStackImage.Image")!, ("Stores", Array.Empty<string>()));
        _shell.Set("image", image);
    }

    [Theory]
    [InlineData("Tags", "one, two")]
    [InlineData("Properties", "os_distro=ubuntu; os_version=24.04")]
    [InlineData("Stores", "")]
    public void A_CSV_file_contains_the_values(string property, string value)
        => Assert.Equal(value, _shell.Run($"($image | ConvertTo-Csv | ConvertFrom-Csv).{property}").Single().ToString());

    [Theory]
    [InlineData("$image.Tags[1]", "two")]
    [InlineData("$image.Tags.Count", "2")]
    [InlineData("@($image.Tags).Count", "2")]
    [InlineData("$image.Tags -contains 'one'", "True")]
    [InlineData("($image.Tags | ForEach-Object { $_ }) -join '+'", "one+two")]
    [InlineData("$image.Properties['os_version']", "24.04")]
    [InlineData("$image.Properties.os_version", "24.04")]
    [InlineData("$null -eq $image.Properties['missing']", "True")]
    [InlineData("$image.Properties.Keys -join '+'", "os_distro+os_version")]
    [InlineData("$image.Stores.Count", "0")]
    [InlineData("($image | ConvertTo-Json | ConvertFrom-Json).Tags[1]", "two")]
    [InlineData("($image | ConvertTo-Json | ConvertFrom-Json).Properties.os_distro", "ubuntu")]
    public void A_script_can_index_and_enumerate_the_collections(string script, string value)
        => Assert.Equal(value, _shell.Run(script).Single().ToString());

    [Fact]
    public void Clixml_keeps_the_items_of_collections()
    {
        var copy = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(_shell.Run("$image").Single()));
        _shell.Set("copy", copy);

        Assert.Equal("two 24.04", _shell.Run("\"$($copy.Tags[1]) $($copy.Properties['os_version'])\"").Single().ToString());
    }

    [Fact]
    public void No_property_or_parameter_is_an_enum()
    {
        var module = ModuleAssembly.Of(_shell);

        var properties = module.OutputTypes.SelectMany(type => type.GetProperties());
        Assert.DoesNotContain(properties, property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum);
    }

    public void Dispose() => _shell.Dispose();
}
