using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Columns of rows that say which version, hash, store or source belongs to a row.</summary>
public sealed class ColumnTests(TestCloud cloud) : VersionedImageTests(cloud)
{
    [Fact]
    public void Restore_applies_the_column_Version_of_each_row()
    {
        var ids = Publish(3, "", "-Visibility private");

        var restored = Shell.Run($"[pscustomobject]@{{ Image = $name; Version = '{ids[0]}' }} | Restore-OSImage").Single();

        Assert.Equal(ids[0], restored.Text("Id"));
        Assert.Equal(ids[2], Shell.Run($"[pscustomobject]@{{ Image = $name; Version = '' }} | Restore-OSImage -Version {ids[2]}")
            .Single().Text("Id"));
        Assert.Equal([ids[2]], Visible());
    }

    [Fact]
    public async Task Save_verifies_each_image_with_the_hash_of_its_row()
    {
        var ids = new List<string>();
        foreach (var (name, size) in new[] { ("good", 1000), ("bad", 1001), ("any", 1001) })
        {
            ids.Add(await FilledAsync(Bytes(size), TestCloud.Name(name)));
        }

        Connect(Demo);
        Shell.Set("folder", InFolder(".")).Set("hash", Sha512(Bytes(1000)));

        var rows = ids.Zip(["$hash", "$hash", "''"], (id, hash) => $"[pscustomobject]@{{ Image = '{id}'; ExpectedHash = {hash} }}");
        var result = Shell.Run($"{string.Join(", ", rows)} | Save-OSImage -Path $folder -PassThru -ThrottleLimit 1");

        Assert.Equal("HashMismatch", Assert.Single(result.Errors).Id());
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void New_and_Send_verify_each_file_with_the_hash_of_its_row()
    {
        Connect(Demo);
        Shell.Set("name", _name).Set("path", MakeFile(Bytes(1000), "one.raw")).Set("hash", Sha512(Bytes(1000)))
            .Set("other", Sha512(Bytes(1001)));
        const string Rows = "[pscustomobject]@{ Name = $name; Path = $path; ExpectedHash = $other }, "
            + "[pscustomobject]@{ Name = $name; Path = $path; ExpectedHash = $hash }";

        var made = Shell.Run($"{Rows} | New-OSImage -DiskFormat raw");
        var empty = Shell.Run("New-OSImage $name -DiskFormat raw").Single().Text("Id")!;
        var sent = Shell.Run($"[pscustomobject]@{{ Image = '{empty}'; Path = $path; ExpectedHash = $other }} | Send-OSImageData");

        Demo.Owns(empty);
        Demo.Owns(Assert.Single(made.Output).Text("Id")!);
        Assert.Equal("HashMismatch", Assert.Single(made.Errors).Id());
        Assert.Equal("HashMismatch", sent.SingleError().Id());
        Assert.Equal("queued", Shell.Run($"Get-OSImage {empty}").Single().Text("Status"));
    }

    [Fact]
    public void The_URI_of_a_row_is_not_that_of_the_next_row()
    {
        Connect(Demo);
        Shell.Set("name", _name).Set("path", MakeFile(Bytes(1000), "one.raw"));

        var plan = Shell.Show(
            "[pscustomobject]@{ Name = \"$name-uri\"; DiskFormat = 'raw'; Uri = 'http://192.0.2.1/data' }, "
            + "[pscustomobject]@{ Name = \"$name-file\"; DiskFormat = 'raw'; Path = $path } | New-OSImage -WhatIf");

        var text = string.Concat(plan);
        Assert.Contains("import http://192.0.2.1/data by web-download", text, StringComparison.Ordinal);
        Assert.DoesNotContain("web-download", text[text.IndexOf($"{_name}-file", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_would_be_ignored_stops_the_synchronization_of_all_members()
    {
        var id = Publish(1, "")[0];
        Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").MustSucceed();

        var result = Shell.Run(
            $"[pscustomobject]@{{ Image = '{id}'; Project = '{Alt.ProjectId}'; KeepExtra = 'True' }}, "
            + $"[pscustomobject]@{{ Image = '{id}'; Project = '{Admin.ProjectId}'; KeepExtra = '' }} | Sync-OSImageMember");

        Assert.Equal("InvalidParameters", result.SingleError().Id());
        Assert.Contains("No member was changed", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {id}").Texts("MemberId"));
    }
}
