using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Imports;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>
/// Rule 1 of docs/reliability.md: each pair of optional parameters of each parameter set is applied or refused. A parameter is ignored if
/// requests, bodies, results, errors and warnings are the same with and without it, although it makes a difference on its own.
/// </summary>
public sealed partial class ParameterPairTests : IAsyncLifetime
{
    private static readonly string[] Pair = ["one", "two"];

    /// <summary>Parameters whose effect this test cannot see, and the tests that show it.</summary>
    private static readonly Dictionary<string, string> Unseen = new()
    {
        ["Session"] = "ObjectSessionTests",
        ["ThrottleLimit"] = "FanOutTests",
        ["TimeoutSec"] = "RetryTests",
        ["CACertificate"] = "CertificateTests",
        ["SkipCertificateCheck"] = "CertificateTests",
        ["Quiet"] = "ConnectTests",
        ["Skip"] = "ListSafetyTests",
        ["Last"] = "RequestTests",
        ["SkipIfUnchanged"] = "SkipIfUnchangedTests",
    };

    /// <summary>Pairs of which one parameter makes the other one superfluous without contradicting it.</summary>
    private static readonly string[] Redundant =
    [
        "Add-OSImageMember Accept MemberSession", // Both accept at once.
        "Sync-OSImageMember KeepExtra Force", // Nothing is removed.
        "Save-OSImage Force Resume", // There is no earlier download to continue.
        "New-OSImage SkipFormatCheck Path", // The data has the format that is specified.
        "Set-OSImage Tag RemoveTag", // -Tag removes all other tags.
    ];

    /// <summary>The values of parameters; those of one cmdlet are preceded by its name.</summary>
    private static readonly Dictionary<string, string> Values = new()
    {
        ["Image"] = "$image",
        ["Destination"] = "(Get-OpenStackSession)",
        ["Project"] = "alt",
        ["ProjectDomain"] = "Default",
        ["Add-OSImageMember.Project"] = "fresh",
        ["Owner"] = "demo",
        ["OwnerDomain"] = "Default",
        ["Name"] = "other",
        ["Namespace"] = "$space",
        ["Tag"] = "c",
        ["AddTag"] = "d",
        ["RemoveTag"] = "a",
        ["Property"] = "@{os_version = '24'}",
        ["RemoveProperty"] = "os_distro",
        ["DiskFormat"] = "ploop",
        ["ContainerFormat"] = "ovf",
        ["Visibility"] = "private",
        ["MinDisk"] = "3",
        ["MinRam"] = "5",
        ["Protected"] = "$true",
        ["Status"] = "pending",
        ["State"] = "queued",
        ["Store"] = "fast",
        ["ExpectedHash"] = "('0' * 64)",
        ["MemberSession"] = "$alt",
        ["First"] = "2",
        ["Skip"] = "1",
        ["From"] = "$image",
        ["To"] = "$other",
        ["Uri"] = "$uri",
        ["HashValue"] = "('ab' * 64)",
        ["HashAlgorithm"] = "sha256",
        ["Description"] = "text",
        ["Required"] = "speed",
        ["DisplayName"] = "Shown",
        ["NewName"] = "renamed",
        ["Prefix"] = "x:",
        ["PropertiesTarget"] = "image",
        ["Title"] = "T",
        ["Type"] = "string",
        ["Default"] = "one",
        ["AllowedValue"] = "one, two",
        ["Minimum"] = "1",
        ["Maximum"] = "9",
        ["Pattern"] = "^o",
        ["Schema"] = "'{\"speed\": {\"title\": \"Speed\", \"type\": \"string\"}}'",
        ["ResourceType"] = "OS::Nova::Flavor",
        ["Method"] = "copy-image",
        ["RemoteImage"] = "11111111-1111-1111-1111-111111111111",
        ["RemoteRegion"] = "Two",
        ["RemoteInterface"] = "internal",
        ["Task"] = "$task",
        ["Last"] = "1",
        ["Path"] = "$path",
        ["LiteralPath"] = "$path",
        ["InputObject"] = "$bytes",
        ["InputStream"] = "([IO.MemoryStream]::new($bytes))",
        ["WithId"] = "$image",
        ["Sort"] = "Name",
        ["MemberStatus"] = "rejected",
        ["MinimumSize"] = "1",
        ["MaximumSize"] = "9",
        ["CreatedAfter"] = "'2020-01-01'",
        ["CreatedBefore"] = "'2020-01-02'",
        ["UpdatedAfter"] = "'2020-01-01'",
        ["UpdatedBefore"] = "'2020-01-02'",
        ["Replaces"] = "$image",
        ["Id"] = "22222222-2222-2222-2222-222222222222",
        ["ConfigFile"] = "$clouds",
        ["Cloud"] = "one",
        ["Marker"] = "$other",
        ["Request"] = "(Get-OpenStackRequest -Last 1)",
        ["Get-OSImage.Status"] = "active",
        ["Get-OSImage.Name"] = "one",
        ["Get-OSImage.Visibility"] = "shared",
        ["Get-OSImage.Owner"] = "admin",
        ["Get-OSImage.Tag"] = "a",
        ["Get-OSImage.Property"] = "@{os_distro = 'arch'}",
        ["Get-OSImage.DiskFormat"] = "raw",
        ["Get-OSImage.ContainerFormat"] = "bare",
        ["Get-OSImage.Protected"] = "$false",
        ["Get-OSImageMetadefNamespace.Visibility"] = "public",
        ["Get-OSImageMember.Project"] = "$altId",
        ["Get-OSImageMember.Status"] = "accepted",
        ["Get-OSImageTask.Status"] = "success",
        ["Get-OSImageSchema.Schema"] = "member",
        ["Get-OSImageSchema.Name"] = "tags",
        ["Get-OpenStackCloud.Name"] = "one",
        ["Get-OpenStackSession.Session"] = "$alt",
        ["Get-OSImageMetadefNamespace.Namespace"] = "$space",
        ["Get-OSImageMetadefObject.Name"] = "o",
        ["Get-OSImageMetadefProperty.Name"] = "p",
        ["Get-OSImageMetadefTag.Name"] = "t",
        ["Get-OSImageMetadefResourceTypeAssociation.Name"] = "OS::Nova::Flavor",
        ["Set-OSImageMetadefObject.Name"] = "o",
        ["Set-OSImageMetadefProperty.Name"] = "p",
        ["Set-OSImageMetadefProperty.Type"] = "integer",
        ["Set-OSImageMetadefProperty.Schema"] = "'{\"readonly\": true}'",
        ["Set-OSImageMetadefTag.Name"] = "t",
        ["Remove-OSImageMetadefObject.Name"] = "o",
        ["Remove-OSImageMetadefProperty.Name"] = "p",
        ["Remove-OSImageMetadefTag.Name"] = "t",
        ["Remove-OSImageMetadefResourceTypeAssociation.Name"] = "OS::Nova::Flavor",
        ["New-OSImageMetadefNamespace.Namespace"] = "new",
        ["New-OSImageMetadefNamespace.Visibility"] = "public",
        ["New-OSImageMetadefProperty.Schema"] = "'{\"readonly\": true}'",
        ["New-OSImageMetadefResourceTypeAssociation.Name"] = "OS::Cinder::Volume",
        ["Add-OSImageLocation.Image"] = "$queued",
        ["Send-OSImageData.Image"] = "$queued",
        ["Set-OSImage.DiskFormat"] = "qcow2",
        ["Set-OSImage.ContainerFormat"] = "ovf",
        ["Set-OSImage.Visibility"] = "private",
        ["Set-OSImageMetadefNamespace.Visibility"] = "public",
        ["Set-OSImage.Hidden"] = "$true",
        ["Set-OSImage.Image"] = "$queued",
        ["Save-OSImage.Path"] = "$saved",
        ["Save-OSImage.LiteralPath"] = "$saved",
        ["Remove-OSImage.Store"] = "file",
        ["Import-OSImageMetadefNamespace.Path"] = "$json",
        ["Set-OSImageMember.Status"] = "accepted",
        ["Connect-OpenStack.AuthUrl"] = "$url",
        ["Connect-OpenStack.Credential"] = "$credential",
        ["Connect-OpenStack.ProjectName"] = "admin",
        ["Connect-OpenStack.ProjectId"] = "$adminId",
        ["Connect-OpenStack.ProjectDomain"] = "Default",
        ["Connect-OpenStack.Domain"] = "Default",
        ["Connect-OpenStack.TrustId"] = "11111111111111111111111111111111",
        ["Connect-OpenStack.Region"] = "RegionTwo",
        ["Connect-OpenStack.Interface"] = "internal",
        ["Connect-OpenStack.ImageEndpoint"] = "http://127.0.0.1:9/image",
        ["Connect-OpenStack.ClientCertificate"] = "none.pem",
        ["Connect-OpenStack.ClientKey"] = "none.key",
        ["Connect-OpenStack.UserName"] = "admin",
        ["Connect-OpenStack.UserId"] = "$userId",
        ["Connect-OpenStack.UserDomain"] = "Default",
        ["Connect-OpenStack.Name"] = "named",
    };

    /// <summary>Parameters that every run has, because without them nothing would happen.</summary>
    private static readonly Dictionary<string, string> Always = new()
    {
        ["Import-OSImage Method"] = "-Method copy-image -Store fast",
        ["Approve-OSImageMember __AllParameterSets"] = "-Project alt",
        ["Deny-OSImageMember __AllParameterSets"] = "-Project alt",
        ["Set-OSImageMember __AllParameterSets"] = "-Project alt",
        ["Import-OSImage Uri"] = "",
        ["Get-OpenStackCloud __AllParameterSets"] = "-ConfigFile $clouds",
        ["New-OSImage Path"] = "-Name made",
        ["New-OSImage LiteralPath"] = "-Name made",
        ["New-OSImage InputObject"] = "-Name made",
        ["New-OSImage InputStream"] = "-Name made",
        ["New-OSImageMetadefProperty __AllParameterSets"] = "-Title T -Type string",
        ["Send-OSImageData Path"] = "-Path $path",
        ["Save-OSImage File"] = "-Path $saved",
        ["Connect-OpenStack Password"] = "-AuthUrl $url -Credential $credential -ProjectName admin",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openstackimage-pairs-");
    private readonly DataServer _data = new([1, 2, 3]);
    private CloudServer _cloud = null!;

    public static TheoryData<string, string> Sets
    {
        get
        {
            var data = new TheoryData<string, string>();
            using var shell = Shell.WithModule();
            var sets = shell.Run("Get-Command -Module OpenStackImage | ForEach-Object { $c = $_; $c.ParameterSets | ForEach-Object { "
                + "[pscustomobject]@{ Command = $c.Name; Set = $_.Name } } }").Output;
            foreach (var set in sets)
            {
                var (command, name) = (set.Text("Command")!, set.Text("Set")!);

                // The other ways to sign in differ in the credential only, the sets of uploads in the data only; Remote needs two clouds.
                var isLikeAnother = command is "Connect-OpenStack" ? name != "Password"
                    : name is "LiteralPath" or "InputStream" or "InputObject" or "Remote";
                // Wait-OSImage waits until something happens; WaitImageTests show its parameters.
                if (!isLikeAnother && command is not "Wait-OSImage")
                {
                    data.Add(command, name);
                }
            }

            return data;
        }
    }

    private Shell Shell { get; } = Shell.WithModule();

    public async ValueTask InitializeAsync()
    {
        _cloud = await CloudServer.StartAsync(
            new CloudOptions { ImageApiMinor = 18, TaskTime = TimeSpan.Zero, LogsBodies = true, LogCapacity = 1000 });
        using var admin = await CloudAccount.SignInAsync(_cloud.IdentityUri, "admin", "asdf", "admin");
        using var alt = await CloudAccount.SignInAsync(_cloud.IdentityUri, "alt", CloudAccount.UserPassword, "alt");
        Shell.Connect(_cloud.IdentityUri, alt, "-NotDefault");
        Shell.Connect(_cloud.IdentityUri, admin);
        Shell.Set("altId", alt.ProjectId).Set("adminId", admin.ProjectId).Set("userId", _cloud.State.User("admin").Id)
            .Set("uri", _data.Data).Set("bytes", new byte[] { 1, 2, 3 }).Set("path", Write("disk.img", "data"))
            .Set("saved", Path.Combine(_folder.FullName, "saved.img"))
            .Set("clouds", Write(Path.Combine("etc", "clouds.yaml"), "clouds:\n" + string.Concat(Pair.Select(
                cloud => $"  {cloud}: {{auth: {{auth_url: http://127.0.0.1:9}}}}\n"))))
            .Set("json", Write("space.json", """{"namespace": "imported"}"""));
        Shell.GoTo(_folder.FullName);
        Shell.Run("$ConfirmPreference = 'None'").MustSucceed();
        _cloud.State.AddProject("fresh");
    }

    [LocalCloudTheory("runs thousands of commands")]
    [MemberData(nameof(Sets))]
    public void No_parameter_is_ignored_in_combination_with_another(string command, string set)
    {
        var parameters = ParametersOf(command, set);
        var mandatory = string.Join(
            ' ', parameters.Where(parameter => parameter.IsMandatory).Select(parameter => Written(command, parameter)));
        var always = Always.GetValueOrDefault($"{command} {set}", "");
        var given = OptionName().Matches(always).Select(match => match.Groups[1].Value).ToHashSet();
        var optional = parameters
            .Where(parameter => !parameter.IsMandatory && !Unseen.ContainsKey(parameter.Name) && HasValue(command, parameter)).ToArray();
        var start = $"{command} {mandatory} {always}";
        var nothing = Observe(start);
        var alone = optional.Where(parameter => !given.Contains(parameter.Name))
            .ToDictionary(parameter => parameter.Name, parameter => Observe($"{start} {Written(command, parameter)}"));
        var ignored = alone
            .Where(parameter => parameter.Value == nothing && !nothing.IsRefused && !IsOnlyWithAnother(command, parameter.Key))
            .Select(parameter => $"{command} -{parameter.Key}").ToList();

        foreach (var (first, second) in Pairs([.. optional.Where(parameter => alone.ContainsKey(parameter.Name))]))
        {
            if (Redundant.Contains($"{command} {first.Name} {second.Name}")
                || Redundant.Contains($"{command} {second.Name} {first.Name}"))
            {
                continue;
            }

            var both = Observe($"{start} {Written(command, first)} {Written(command, second)}");
            if (!both.IsRefused
                && ((both.Text == alone[first.Name].Text && alone[second.Name].Text != nothing.Text)
                    || (both.Text == alone[second.Name].Text && alone[first.Name].Text != nothing.Text)))
            {
                ignored.Add($"{command} -{first.Name} -{second.Name}");
            }
        }

        Assert.Empty(ignored);
    }

    [Theory]
    [InlineData("Get-OSImageMember -ProjectDomain Default", "-Project")]
    [InlineData("Get-OSImageMember $image -ProjectDomain Default", "-Project")]
    [InlineData("Approve-OSImageMember $image -ProjectDomain Default", "-Project")]
    [InlineData("Get-OSImage -OwnerDomain Default", "-Owner")]
    [InlineData("New-OSImage x -OwnerDomain Default", "-Owner")]
    [InlineData("Set-OSImage $image -OwnerDomain Default", "-Owner")]
    [InlineData("Add-OSImageLocation $image http://127.0.0.1/x -HashAlgorithm sha256", "-HashValue")]
    [InlineData("Import-OSImage $image -TimeoutSec 5", "-Wait")]
    [InlineData("Import-OSImage $image -Method copy-image -AllowFailure", "-Store or -AllStores")]
    [InlineData("Import-OSImage $image -ExpectedHash ('0' * 64)", "-Wait")]
    [InlineData("Set-OSImage $image -Property @{a = 1} -RemoveProperty a", "'a'")]
    [InlineData("Set-OSImage $image -RemoveProperty a, name", "'name'")]
    [InlineData("Set-OSImage $image -RemoveProperty os_hidden", "'os_hidden'")]
    [InlineData("Set-OSImage $image -AddTag a -RemoveTag a", "'a'")]
    [InlineData("Set-OSImage $image -Tag a, b -RemoveTag b", "'b'")]
    [InlineData("ConvertTo-OpenStackSequenceDiagram -Session $admin -Request (Get-OpenStackRequest)", "-Session")]
    public void A_parameter_without_effect_is_refused_before_any_request(string command, string named)
    {
        Reset();
        _cloud.Log.Clear();

        var error = Shell.Run(command).MustTerminate();

        Documentation.ErrorsPage.AssertTold(error, "InvalidParameters", named);
        Assert.Empty(_cloud.Log.Requests);
    }

    [Theory]
    [InlineData("Add-OSImageMember $image $altId -ProjectDomain other -SkipExisting")]
    [InlineData("Remove-OSImageMember $image $altId -ProjectDomain other")]
    [InlineData("Sync-OSImageMember $image $altId -ProjectDomain other")]
    [InlineData("Set-OSImageMember $image $altId -ProjectDomain other -Status accepted")]
    [InlineData("Get-OSImageMember $image $altId -ProjectDomain other")]
    [InlineData("Get-OSImage -Owner $altId -OwnerDomain other")]
    [InlineData("Set-OSImage $image -Owner $altId -OwnerDomain other")]
    [InlineData("Get-OSProject $altId -ProjectDomain other")]
    public void The_ID_of_a_project_of_another_domain_is_refused(string command)
    {
        Reset();
        if (_cloud.State.Domains.All(domain => domain.Name != "other"))
        {
            _cloud.State.AddDomain("other");
        }

        Documentation.ErrorsPage.AssertTold(Shell.Run(command).SingleError(), "ProjectNotFound", "is not in domain 'other'");

        Shell.Run(command.Replace("other", "Default", StringComparison.Ordinal)).MustSucceed();
    }

    /// <summary>xunit calls this instead of Dispose if a class has both.</summary>
    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        Shell.Dispose();
        _data.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    private (string Name, bool IsMandatory, bool IsSwitch)[] ParametersOf(string command, string set)
    {
        var common = Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters).Except(["First", "Skip", "IncludeTotalCount"])
            .ToHashSet();
        return [.. Shell.Run($"(Get-Command {command}).ParameterSets | Where-Object Name -eq '{set}' | ForEach-Object Parameters").Output
            .Select(parameter => (parameter.Text("Name")!, parameter.Value<bool>("IsMandatory"),
                parameter.Text("ParameterType") == typeof(SwitchParameter).FullName))
            .Where(parameter => !common.Contains(parameter.Item1))];
    }

    private static string Written(string command, (string Name, bool IsMandatory, bool IsSwitch) parameter)
        => parameter.IsSwitch ? $"-{parameter.Name}"
            : $"-{parameter.Name} {Values.GetValueOrDefault($"{command}.{parameter.Name}") ?? Values[parameter.Name]}";

    private static bool HasValue(string command, (string Name, bool IsMandatory, bool IsSwitch) parameter)
        => parameter.IsSwitch || Values.ContainsKey($"{command}.{parameter.Name}") || Values.ContainsKey(parameter.Name);

    /// <summary>Switches and values that repeat a default, or that have an effect only together with certain others.</summary>
    private static bool IsOnlyWithAnother(string command, string parameter) => $"{command} {parameter}" switch
    {
        "Connect-OpenStack ProjectName" or "Connect-OpenStack UserDomain" or "Connect-OpenStack ProjectDomain" => true,
        "Connect-OpenStack UserName" or "ConvertTo-OpenStackSequenceDiagram Request" => true,
        "Add-OSImageMember SetShared" or "Add-OSImageMember SkipExisting" => true,
        _ when parameter is "Force" or "Resume" or "SkipFormatCheck" or "IncludeTotalCount" => true,
        "Get-OSImage MemberStatus" or "Connect-OpenStack Unscoped" or "Get-OSImage First" => true,

        // The image has no tasks.
        "Get-OSImageTask Status" or "Get-OSImageTask Type" => true,
        _ => false,
    };

    private static IEnumerable<(T First, T Second)> Pairs<T>(IReadOnlyList<T> items)
    {
        for (var first = 0; first < items.Count; first++)
        {
            for (var second = first + 1; second < items.Count; second++)
            {
                yield return (items[first], items[second]);
            }
        }
    }

    /// <summary>Runs a command on a fresh state; returns everything that can be seen of it.</summary>
    private (string Text, bool IsRefused) Observe(string command)
    {
        Reset();
        if (command.Contains("Metadef", StringComparison.Ordinal))
        {
            ResetNamespaces();
        }

        _cloud.Log.Clear();
        var result = Shell.Run(command);
        var seen = new StringBuilder();
        foreach (var error in result.Errors.Append(result.Terminating).OfType<ErrorRecord>())
        {
            seen.AppendLine(error.FullyQualifiedErrorId).AppendLine(error.ToString());
        }

        result.Warnings.ToList().ForEach(warning => seen.AppendLine(warning));
        result.Output.ToList().ForEach(item => Append(seen, item));
        foreach (var request in _cloud.Log.Requests)
        {
            seen.AppendLine(FormattableString.Invariant(
                $"{request.Method} {request.PathAndQuery} {request.StatusCode} {request.RequestLength} {request.Body}"));
        }

        var files = _folder.GetFiles().Select(file => $"{file.Name} {file.Length}").Order();
        seen.AppendJoin('\n', files);
        return (Volatile().Replace(seen.ToString(), "#"), result.Errors.Count > 0 || result.Terminating is not null);
    }

    private static void Append(StringBuilder seen, PSObject item)
    {
        seen.AppendLine(item.TypeNames[0]);
        if (item.BaseObject is string or ValueType)
        {
            seen.AppendLine(item.BaseObject.ToString());
            return;
        }

        // Script properties need the runspace, which is not that of this thread.
        foreach (var property in item.Properties.Where(property => property is PSProperty && property.Name != "Session"))
        {
            var value = property.Value;
            seen.Append(property.Name).Append('=')
                .AppendLine(value is IEnumerable many and not string ? string.Join(',', many.Cast<object>()) : $"{value}");
        }
    }

    /// <summary>Two images with data, one without, and no file of an earlier run.</summary>
    private void Reset()
    {
        var state = _cloud.State;
        foreach (var image in state.Images)
        {
            state.RemoveImage(image.Id);
        }

        File.Delete(Path.Combine(_folder.FullName, "saved.img"));
        foreach (var file in _folder.GetFiles().Where(file => file.Name is not ("disk.img" or "space.json")))
        {
            file.Delete();
        }

        var ids = Pair.Select((name, i) => state.AddImage(state.Project("admin").Id, name, configure: image =>
        {
            (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
            image.SetData(new byte[3 + i]);
            image.Tags.Add("a");
            image.Tags.Add("b");
            image.Properties["os_distro"] = "arch";
        }).Id).ToArray();
        var queued = state.AddImage(state.Project("admin").Id, "queued", configure: image =>
        {
            image.Tags.Add("a");
            image.Properties["os_distro"] = "arch";
        }).Id;
        state.AddImage(state.Project("admin").Id, "hidden", configure: image => image.IsHidden = true);
        state.AddMember(ids[0], state.Project("alt").Id);
        state.AddMember(ids[0], state.Project("demo").Id, "accepted");
        state.AddMember(ids[0], "0123456789abcdef0123456789abcdef");
        Shell.Set("image", ids[0]).Set("other", ids[1]).Set("queued", queued).Set("space", "Pairs");
    }

    /// <summary>A namespace with one definition of each kind, for the cmdlets that need one.</summary>
    private void ResetNamespaces() => Shell.Run("""
        Get-OSImageMetadefNamespace | Where-Object Namespace -In Pairs, renamed, new, imported | ForEach-Object {
            Set-OSImageMetadefNamespace $_.Namespace -Protected $false
            Remove-OSImageMetadefNamespace $_.Namespace
        }
        $null = New-OSImageMetadefNamespace Pairs -Visibility private -Protected $false -Description d -DisplayName n
        $null = New-OSImageMetadefProperty Pairs p -Title P -Type string -Description d
        $null = New-OSImageMetadefProperty Pairs q -Title Q -Type string
        $null = New-OSImageMetadefObject Pairs o -Description d
        $null = New-OSImageMetadefObject Pairs o2
        $null = New-OSImageMetadefTag Pairs t, t2
        $null = New-OSImageMetadefResourceTypeAssociation Pairs OS::Nova::Flavor
        $null = New-OSImageMetadefResourceTypeAssociation Pairs OS::Glance::Image
        """).MustSucceed();

    [GeneratedRegex(@"-(\w+)")]
    private static partial Regex OptionName();

    /// <summary>IDs of requests, images that are made, tasks, and times.</summary>
    [GeneratedRegex(
        @"req-[0-9a-f-]{36}|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
            + @"|\d{1,4}[/-]\d\d?[/-]\d{1,4}[T ][\d:.]+( [AP]M)?Z?|(DurationMs|StartedAt|ExpiresAt|Number)=.*")]
    private static partial Regex Volatile();
}
