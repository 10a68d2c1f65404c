using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>Rule 9 of docs/reliability.md: a row that cannot be applied is one error, and the other rows are processed.</summary>
public sealed class RowErrorTests : IAsyncLifetime
{
    private const string Invalid = "no such value";

    private readonly PairCloud _pairs = new();

    /// <summary>A row that each cmdlet can apply.</summary>
    private static readonly Dictionary<string, string> Good = new()
    {
        ["New-OSImage"] = "@{ Name = 'good' }",
        ["Send-OSImageData"] = "@{ Image = $queued; Path = $path }",
        ["Save-OSImage"] = "@{ Image = $image; Path = \"$saved-$(New-Guid)\" }",
        ["Set-OSImage"] = "@{ Image = $image; AddTag = 'd' }",
        ["Import-OSImage"] = "@{ Image = $image; Method = 'copy-image'; Store = 'fast' }",
        ["Add-OSImageLocation"] = "@{ Image = $queued; Uri = $uri }",
        ["Approve-OSImageMember"] = "@{ Image = $image; Project = 'alt' }",
        ["Deny-OSImageMember"] = "@{ Image = $image; Project = 'alt' }",
        ["Set-OSImageMember"] = "@{ Image = $image; Project = 'alt'; Status = 'accepted' }",
        ["Get-OSImageMember"] = "@{ Image = $image; Project = 'alt' }",
    };

    /// <summary>What else is required for a column.</summary>
    private static readonly Dictionary<string, string> Required = new()
    {
        ["Import-OSImage AllowFailure"] = "-Store fast",
        ["Import-OSImage ExpectedHash"] = "-Wait",
        ["Import-OSImage RemoteImage"] = "-RemoteRegion Two",
        ["New-OSImage ExpectedHash"] = "-Path $path",
        ["Send-OSImageData ExpectedHash"] = "-Path $path",
        ["Save-OSImage ExpectedHash"] = "-Path $saved",
    };

    public ValueTask InitializeAsync() => _pairs.StartAsync();

    [Theory]
    [InlineData("New-OSImage", "@{ DiskFormat = 'raw' }", "InvalidImageName")]
    [InlineData("New-OSImage", "@{ Name = ''; DiskFormat = 'raw' }", "InvalidImageName")]
    [InlineData("New-OSImage", "@{ Note = 'x' }", "InputNotBinary")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; Path = $path; Uri = $uri }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; Uri = $uri }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; DiskFormat = 'raw'; Uri = 'http://[' }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; Store = 'fast' }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; Store = 'fast, file'; Path = $path }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; ExpectedHash = '0' * 64 }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; OwnerDomain = 'Default' }")]
    [InlineData("New-OSImage", "@{ Name = 'bad'; OwnerDomain = 'Default'; Owner = '' }")]
    [InlineData("New-OSImage -Path $path", "@{ Name = 'bad'; Uri = $uri }")]
    [InlineData("New-OSImage -Uri $uri -DiskFormat raw", "@{ Name = 'bad'; Path = $path }")]
    [InlineData("Send-OSImageData", "@{ Image = $queued; Path = '' }", "NoImageData")]
    [InlineData("Send-OSImageData", "@{ Image = $queued; Path = $path; Store = 'fast, file' }")]
    [InlineData("Send-OSImageData -Stage", "@{ Image = $queued; Path = $path; Store = 'fast' }")]
    [InlineData("Save-OSImage", "@{ Image = $image; Path = 'none:/bad' }", "FileFailed")]
    [InlineData("Set-OSImage", "@{ Image = $image; AddTag = 'x'; RemoveTag = 'x' }")]
    [InlineData("Set-OSImage", "@{ Image = $image; RemoveProperty = 'name' }")]
    [InlineData("Set-OSImage", "@{ Image = $image; OwnerDomain = 'Default' }")]
    [InlineData("Set-OSImage", "@{ Image = $image; OwnerDomain = 'Default'; Owner = '' }")]
    [InlineData("Import-OSImage", "@{ Image = $image; Method = 'glance-direct'; Uri = $uri }")]
    [InlineData("Import-OSImage -AllowFailure", "@{ Image = $image; Method = 'copy-image'; Store = '' }")]
    [InlineData("Add-OSImageLocation", "@{ Image = $queued; Uri = $uri; HashAlgorithm = 'sha256' }")]
    [InlineData("Add-OSImageLocation", "@{ Image = $queued; Uri = $uri; HashAlgorithm = 'sha256'; HashValue = '' }")]
    [InlineData("Approve-OSImageMember", "@{ Image = $image; ProjectDomain = 'Default' }")]
    [InlineData("Deny-OSImageMember", "@{ Image = $image; ProjectDomain = 'Default' }")]
    [InlineData("Set-OSImageMember", "@{ Image = $image; ProjectDomain = 'Default'; Status = 'accepted' }")]
    [InlineData("Get-OSImageMember", "@{ Image = $image; ProjectDomain = 'Default' }")]
    public void A_row_that_contradicts_itself_is_one_error(string command, string columns, string id = "InvalidParameters")
    {
        _pairs.Reset();
        var good = $"[pscustomobject]{Good[command.Split(' ')[0]]}";
        var bad = _pairs.Shell.Run($"[pscustomobject]{columns}").Single();
        var line = $"{command}{(command.StartsWith("Get", StringComparison.Ordinal) ? "" : " -WhatIf")}";

        var error = _pairs.Shell.Set("bad", bad).Run($"{good}, $bad, {good} | {line}").SingleError();

        ErrorsPage.AssertTold(error, id);
        Assert.Equal(id == "FileFailed" ? bad.Text("Path") : $"{bad}", $"{error.TargetObject}");
        var alone = Effects($"{good} | {line}");
        Assert.True(alone > 0);
        Assert.Equal(2 * alone, Effects($"{good}, $bad, {good} | {line} 2>$null"));
    }

    [Theory]
    [InlineData("$image, $other | Import-OSImage -Method copy-image -AllowFailure")]
    [InlineData("$image, $other | Get-OSImageMember -ProjectDomain Default")]
    [InlineData("Get-Item $path | New-OSImage -Store fast, file")]
    [InlineData("[pscustomobject]@{ Name = 'row' } | New-OSImage -Keep 1")]
    [InlineData("[pscustomobject]@{ Image = $image } | Import-OSImage -TimeoutSec 5")]
    public void Parameters_that_contradict_each_other_end_the_command(string command)
    {
        _pairs.Reset();

        ErrorsPage.AssertTold(_pairs.Shell.Run(command).MustTerminate(), "InvalidParameters");
    }

    [Fact]
    public void The_error_of_a_row_is_written_after_the_output_of_the_earlier_rows()
    {
        _pairs.Reset();
        _pairs.Shell.Run("""
            $good = [pscustomobject]@{ Image = $image; Project = 'alt' }
            $contradiction = [pscustomobject]@{ Image = $image; ProjectDomain = 'Default' }
            $unread = [pscustomobject]@{ Image = $image; ThrottleLimit = 1 }
            """).MustSucceed();

        var written = _pairs.Shell.Run("$good, $contradiction, $good, $unread, $good | Get-OSImageMember 2>&1").Output;

        Assert.Equal([false, true, false, true, false], written.Select(item => item.BaseObject is ErrorRecord));
    }

    [Fact]
    public void An_invalid_cell_is_one_error_although_the_cell_of_an_earlier_row_is_valid()
    {
        _pairs.Reset();
        var cases = _pairs.Shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output
            .Select(item => (CmdletInfo)item.BaseObject)
            .SelectMany(info => info.Parameters.Values.Where(IsChecked).Select(parameter => (info, parameter)))
            .ToArray();

        Assert.Contains(cases, item => item.info.Name == "Set-OSImage" && item.parameter.Name == "MinDisk");
        Assert.Contains(cases, item => item.info.Name == "Save-OSImage" && item.parameter.Name == "ExpectedHash");
        Assert.All(cases, item =>
        {
            var name = $"{item.info.Name} {item.parameter.Name}";
            var valid = Row(item.info, item.parameter, ValueOf(item.info, item.parameter));
            var line = $"{valid}, {Row(item.info, item.parameter, $"'{Invalid}'")}, {valid} | {item.info.Name} "
                + Required.GetValueOrDefault(name, "") + (item.info.Parameters.ContainsKey("WhatIf") ? " -WhatIf" : "");

            var result = _pairs.Shell.Run(line);

            Assert.Null(result.Terminating?.ToString());
            Assert.Single(result.Errors, error => $"{error.TargetObject}".Contains(Invalid, StringComparison.Ordinal));
        });
    }

    public ValueTask DisposeAsync() => _pairs.DisposeAsync();

    /// <summary>True if a column supplies the parameter, and not every text is a valid value.</summary>
    private static bool IsChecked(ParameterMetadata parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var isText = type == typeof(string) || type == typeof(string[]) || type == typeof(Uri) || type == typeof(PSObject)
            || type.Name.StartsWith("ImageReference", StringComparison.Ordinal);
        return IsColumn(parameter) && (!isText || parameter.Attributes.Any(
            attribute => attribute is ValidateSetAttribute || attribute.GetType().Name == "KeywordAttribute"));
    }

    private static bool IsColumn(ParameterMetadata parameter)
        => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName);

    /// <summary>A row with a column, and with those that the cmdlet requires.</summary>
    private static string Row(CmdletInfo info, ParameterMetadata column, string value)
    {
        var required = info.Parameters.Values
            .Where(parameter => parameter != column && IsColumn(parameter))
            .Where(parameter => parameter.Name == "Name" || parameter.ParameterSets.Values.All(set => set.IsMandatory))
            .Where(parameter => parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets))
            .Select(parameter => $"{parameter.Name} = {ValueOf(info, parameter)}");
        return $"[pscustomobject]@{{ {string.Join("; ", required.Append($"{column.Name} = {value}"))} }}";
    }

    private static string ValueOf(CmdletInfo info, ParameterMetadata parameter)
    {
        var value = parameter.SwitchParameter ? "True" : PairValues.Value(info.Name, parameter.Name);
        return "$(@'".Contains(value[0], StringComparison.Ordinal) ? value : $"'{value}'";
    }

    private int Effects(string line) => line.Contains("-WhatIf", StringComparison.Ordinal)
        ? _pairs.Shell.Show(line).Count(text => text.StartsWith("What if: ", StringComparison.Ordinal))
        : _pairs.Shell.Run(line).Output.Count;
}
