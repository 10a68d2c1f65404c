using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>ConvertTo-OpenStackSequenceDiagram with requests that another session has written.</summary>
public sealed class SequenceDiagramTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("Export-Clixml $file", "Import-Clixml $file")]
    [InlineData("Export-Csv $file", "Import-Csv $file")]
    [InlineData("ConvertTo-Json | Set-Content $file", "Get-Content $file -Raw | ConvertFrom-Json")]
    public void Requests_from_a_file_produce_the_same_diagram(string write, string read)
    {
        using var folder = new CloudsFolder(Shell);
        Connect(Demo);
        Shell.Set("file", folder.Path("requests"));
        Shell.Run("$null = Get-OSImage -First 1; Get-OSImage 'no such image' -ErrorAction Ignore").MustSucceed();
        Shell.Run($"Get-OpenStackRequest | {write}").MustSucceed();
        var diagram = Shell.Run("Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram").Single().ToString();

        Assert.Equal(diagram, Shell.Run($"{read} | ConvertTo-OpenStackSequenceDiagram").Single().ToString());
        Assert.Equal(diagram, Shell.Run($"ConvertTo-OpenStackSequenceDiagram ({read})").Single().ToString());
    }

    [Theory]
    [InlineData("Method", "GET\n    participant x")]
    [InlineData("Service", "image; click")]
    [InlineData("Uri", "no address")]
    [InlineData("Number", "-1")]
    [InlineData("StatusCode", "200 OK")]
    public void A_row_whose_value_is_invalid_is_an_error(string column, string value)
    {
        Shell.Set("column", column).Set("value", value);

        var result = Shell.Run(
            """
            $row = @{ Number = 1; Service = 'image'; Method = 'GET'; Uri = 'http://cloud/v2/images'; StatusCode = 200 }
            $row[$column] = $value
            [pscustomobject]$row | ConvertTo-OpenStackSequenceDiagram
            """);

        Assert.Equal("InputObjectNotBound", result.Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain(result.Output, line => line.ToString().Contains("->>", StringComparison.Ordinal));
    }
}
