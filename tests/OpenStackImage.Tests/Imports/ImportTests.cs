using System.Management.Automation;
using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Imports;

/// <summary>A class of tests of imports, with the images that they need.</summary>
public abstract class ImportTests : CloudTests
{
    private protected static readonly byte[] Data = Encoding.ASCII.GetBytes("the data of an image");

    private protected ImportTests(TestCloud cloud) : base(cloud)
    {
    }

    /// <summary>Returns the stores of an image in alphabetical order, separated by spaces.</summary>
    private protected static string Stores(PSObject image)
        => string.Join(' ', image.Value<IEnumerable<string>>("Stores").Order(StringComparer.Ordinal));

    /// <summary>Creates an image whose data is staged.</summary>
    private protected async Task<string> StagedAsync()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("staged"));
        await Demo.StageAsync(id, Data);
        return id;
    }
}
