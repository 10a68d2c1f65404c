using System.Globalization;
using System.Text;
using CsCheck;
using Newtonsoft.Json;
using OpenStackImage.Configuration;

namespace OpenStackImage.Client.Tests.Configuration;

/// <summary>clouds.yaml, secure.yaml and clouds-public.yaml with random content.</summary>
public sealed class CloudsYamlFuzzTests : IDisposable
{
    private const int Cases = 2_000;
    private const string Good = "{auth: {auth_url: 'http://cloud:5000', username: u, password: p, project_name: d}}";

    private static readonly string[] Keys =
    [
        "auth", "auth_url", "auth-url", "username", "password", "project_name", "project_id", "user_domain_name", "domain_id",
        "region_name",
        "regions", "profile", "cloud", "auth_type", "auth_methods", "verify", "cacert", "cert", "key", "interface", "api_timeout",
        "identity_api_version", "image_api_version", "image_endpoint_override", "passcode", "token", "system_scope", "unscoped", "insecure",
        "name", "values", "<<", "", "x",
    ];

    private static readonly string[] Words =
    [
        "", "~", "null", "true", "yes", "maybe", "0", "-5", "1e999", "NaN", "3", "2.16", "v3password", "password", "token", "none",
        "http://cloud:5000/v3", "ftp://cloud", "http://user:secret@cloud", "http://[", "//", "p", "q", "ovh", "conoha", "betacloud",
        "public", "internal,admin", "{region_name}", "{", "*a", "&a", "!!int", "\0", "\u202e\u001b[2J", "\ud800", "all", "/dev/null", "~/x",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, Words.Length - 1].Select(index => Words[index]),
        Gen.String[0, 20],
        Gen.Int[1, 300].Select(length => new string('x', length)));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) => depth > 3
        ? Text.Select(text => JsonConvert.ToString(text))
        : Gen.Frequency(
            (5, Text.Select(text => JsonConvert.ToString(text))),
            (1, Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture))),
            (1, Gen.Const("null")),
            (1, value.Array[0, 3].Select(items => $"[{string.Join(", ", items)}]")),
            (3, Gen.Select(Gen.Int[0, Keys.Length - 1], value).Array[0, 6].Select(Mapping))));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openstackimage-fuzz-");
    private int _number;

    [Fact]
    public void One_unusable_entry_is_one_failure_and_the_others_are_listed()
        => Gen.Select(Value, Value, Value, Value).Sample(
            (entry, other, secure, profile) =>
            {
                var configured = Read(
                    $"clouds:\n  good: {Good}\n  entry: {entry}\n  other: {other}\n  profiled: {{profile: p, auth: {{username: u}}}}\n",
                    $"clouds:\n  entry: {secure}\n  good: {{auth: {{password: other}}}}\n",
                    $"public-clouds:\n  p: {profile}\n");

                string[] names = ["entry", "good", "other", "profiled"];
                Assert.Contains("good", configured.Clouds.Select(cloud => cloud.Name));
                Assert.Equal(
                    names,
                    configured.Clouds.Select(cloud => cloud.Name).Concat(configured.Failures.Select(failure => failure.Name)).Order());
            },
            iter: Cases);

    [Fact]
    public void Any_text_is_read_or_an_error_that_names_the_file()
        => Gen.Select(Value, Gen.Int[0, 2000], Gen.String[0, 4], Gen.Bool).Sample(
            (entry, at, inserted, isRaw) =>
            {
                var text = $"clouds:\n  good: {Good}\n  entry:\n    auth: {entry}\n    regions: &r [a, {{name: b, values: {entry}}}]\n"
                    + "    again: *r\n";
                text = isRaw ? text.Insert(at % text.Length, inserted) : text[..(at % text.Length)];
                try
                {
                    Read(text, text, text);
                }
                catch (OpenStackException failure)
                {
                    Assert.Contains(_folder.FullName, failure.Message, StringComparison.Ordinal);
                }
            },
            iter: Cases);

    [Fact]
    public void Any_bytes_are_read_or_an_error_that_names_the_file()
        => Gen.Byte.Array[0, 200].Sample(
            bytes =>
            {
                var folder = Folder();
                File.WriteAllBytes(Path.Combine(folder, "clouds.yaml"), bytes);
                try
                {
                    ReadFolder(folder);
                }
                catch (OpenStackException failure)
                {
                    Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
                }
            },
            iter: Cases);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Mapping((int Key, string Value)[] entries)
    {
        var lines = entries.DistinctBy(entry => entry.Key).Select(entry => $"{JsonConvert.ToString(Keys[entry.Key])}: {entry.Value}");
        return $"{{{string.Join(", ", lines)}}}";
    }

    private ConfiguredClouds Read(string clouds, string secure, string profiles)
    {
        var folder = Folder();
        File.WriteAllText(Path.Combine(folder, "clouds.yaml"), clouds, Encoding.UTF8);
        File.WriteAllText(Path.Combine(folder, "secure.yaml"), secure, Encoding.UTF8);
        File.WriteAllText(Path.Combine(folder, "clouds-public.yaml"), profiles, Encoding.UTF8);
        return ReadFolder(folder);
    }

    private static ConfiguredClouds ReadFolder(string folder)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = folder, ["XDG_CONFIG_HOME"] = folder, ["XDG_CONFIG_DIRS"] = folder };
        var configured = ConfiguredClouds.Read(Path.Combine(folder, "clouds.yaml"), new ConfigurationSources(variables, folder));
        Assert.All(configured.Failures, failure => Assert.NotEmpty(failure.Failure.Message));
        Directory.Delete(folder, recursive: true);
        return configured;
    }

    /// <summary>The cases run concurrently.</summary>
    private string Folder()
        => _folder.CreateSubdirectory(Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture)).FullName;
}
