using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Imports;

/// <summary>Import-OSImage with rows of a table: each column that is a parameter is applied, or the row is an error.</summary>
public sealed class ImportRowTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Uri = "http://192.0.2.1/data";
    private const string Md5 = "d41d8cd98f00b204e9800998ecf8427e";

    [Theory]
    [InlineData("Method=web-download;Uri=" + Uri, "by web-download from " + Uri)]
    [InlineData("Uri=" + Uri + ";Store=fast, file", "by web-download from " + Uri + ", into fast, file")]
    [InlineData("Method=copy-image;Store=fast;Uri=", "by copy-image, into fast")]
    [InlineData("Method=;Uri=;RemoteImage=;RemoteRegion=;Store=", "by glance-direct")]
    [InlineData("RemoteImage=4f3e0e6c-5e7a-4f0c-9a4e-1f4f3cbd63b7;RemoteRegion=Two;RemoteInterface=internal;Uri=", "by glance-download")]
    [InlineData("Uri=" + Uri + ";AllStores=True", "from " + Uri + ", into all stores")]
    [InlineData("Uri=" + Uri + ";AllStores=False;Store=fast", "from " + Uri + ", into fast")]
    [InlineData("Uri=" + Uri + ";AllStores=;AllowFailure=;ExpectedHash=", "from " + Uri)]
    [InlineData("Uri=" + Uri + ";AllStores=true;AllowFailure=true", "from " + Uri + ", into all stores, also if some of them fail")]
    public void Columns_are_the_parameters(string columns, string plan)
    {
        Connect(Demo);

        Assert.Contains(plan, Plan(columns), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Method=glance-direct;Uri=" + Uri, "", "glance-direct does not use these parameters")]
    [InlineData("Uri=" + Uri, "-Method glance-direct", "glance-direct does not use these parameters")]
    [InlineData("RemoteImage=not an ID;RemoteRegion=Two", "", "RemoteImage")]
    [InlineData("RemoteImage=4f3e0e6c-5e7a-4f0c-9a4e-1f4f3cbd63b7", "", "must be used together")]
    [InlineData("RemoteRegion=Two;Store=fast", "", "must be used together")]
    [InlineData("RemoteImage=4f3e0e6c-5e7a-4f0c-9a4e-1f4f3cbd63b7;RemoteRegion=Two;RemoteInterface=x", "", "'x' is not a valid value")]
    [InlineData("Uri=" + Uri + ";RemoteImage=4f3e0e6c-5e7a-4f0c-9a4e-1f4f3cbd63b7;RemoteRegion=Two", "", "cannot be used together")]
    [InlineData("Uri=" + Uri + ";AllowFailure=True", "", "-AllowFailure has no effect without -Store or -AllStores")]
    [InlineData("Uri=" + Uri + ";AllStores=all", "", "'all' is not a valid value of AllStores")]
    [InlineData("Uri=" + Uri + ";ExpectedHash=abc", "-Wait", "'abc' is not a valid value of ExpectedHash")]
    [InlineData("Uri=" + Uri + ";ExpectedHash=" + Md5, "", "-ExpectedHash requires -Wait")]
    [InlineData("Uri=" + Uri + ";Wait=True", "", "The column Wait is not applied")]
    public void A_row_that_contradicts_itself_is_one_error(string columns, string options, string message)
    {
        Connect(Demo);

        SetRow(columns);

        var error = Shell.Run($"$row | Import-OSImage {options}").SingleError();

        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Requests());
    }

    [Fact]
    public void A_parameter_and_the_columns_apply_together()
    {
        Connect(Demo);

        Assert.Contains($"from {Uri}, into fast", Plan("Uri=" + Uri, "-Store fast"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_row_has_its_own_stores_and_its_own_expected_hash()
    {
        using var server = new DataServer([1, 2, 3]);
        var ids = new[] { await Demo.CreateImageAsync(TestCloud.Name("a")), await Demo.CreateImageAsync(TestCloud.Name("b")) };
        Connect(Demo);
        Shell.Set("rows", new[]
        {
            RowOf($"Uri={server.Data};AllStores=True;ExpectedHash=", ids[0]),
            RowOf($"Uri={server.Data};AllStores=;ExpectedHash={Md5}", ids[1]),
        });

        var error = Shell.Run("$rows | ConvertTo-Csv | ConvertFrom-Csv | Import-OSImage -Wait -ThrottleLimit 1").Errors.Single();

        Assert.Contains(ids[1], error.ToString(), StringComparison.Ordinal);
        Assert.Matches("^(HashMismatch|HashNotComparable)$", error.Id());
        Assert.Equal(
            [true, false],
            ids.Select(id => Shell.Run($"Get-OSImage {id}").Single().Value<IEnumerable<string>>("Stores").Count() > 1));
    }

    [Fact]
    public async Task The_properties_of_a_task_are_not_the_parameters_of_the_next_import()
    {
        using var server = new DataServer([1, 2, 3]);
        var id = await Demo.CreateImageAsync(TestCloud.Name("again"));
        Connect(Demo);
        Shell.Run($"$task = Import-OSImage {id} -Uri {server.Data} -Wait").MustSucceed();

        Assert.Contains(
            "by copy-image, into fast",
            Assert.Single(Shell.Show("$task | Import-OSImage -Method copy-image -Store fast -WhatIf")),
            StringComparison.Ordinal);
    }

    private string Plan(string columns, string options = "")
    {
        SetRow(columns);
        return Assert.Single(Shell.Show($"$row | Import-OSImage {options} -WhatIf"));
    }

    private void SetRow(string columns) => Shell.Set("row", RowOf(columns, Guid.NewGuid().ToString()));

    private static PSObject RowOf(string columns, string image)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Image", image));
        foreach (var column in columns.Split(';'))
        {
            var parts = column.Split('=', 2);
            row.Properties.Add(new PSNoteProperty(parts[0], parts[1]));
        }

        return row;
    }
}
