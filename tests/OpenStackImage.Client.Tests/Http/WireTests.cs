using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Flurl;
using OpenStackImage.Client.Tests.Identity;
using OpenStackImage.Images;
using OpenStackImage.LocalCloud;
using OpenStackImage.Members;

namespace OpenStackImage.Client.Tests.Http;

/// <summary>The requests that the server receives for any input.</summary>
public sealed partial class WireTests : IAsyncLifetime
{
    private static readonly string[] Awkward =
    [
        "..", ".", "/", "%2e%2e%2f", "../images", "?", "#", "a?b#c", "in:a,b", "ubuntu:22.04", "eq:", "%00",
    ];

    private CloudServer _cloud = null!;
    private OpenStackSession _session = null!;

    private static Gen<string> AnyText { get; } = Gen.OneOf(
        Gen.String[1, 40],
        Gen.String[Gen.Char["../?#%&=+;: \\\"'<>{}[]|^`~@!$*(),\0\t\r\näß日2fF"], 1, 40],
        Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]))
        .Where(CanReplay);

    [Theory]
    [InlineData("ubuntu", "ubuntu")]
    [InlineData("ubuntu:22.04", "eq:ubuntu:22.04")]
    [InlineData("eq:x", "eq:eq:x")]
    [InlineData(":", "eq::")]
    public void A_name_with_a_colon_is_sent_with_an_operator(string name, string filter)
    {
        var url = new ImageQuery { Name = name }.ApplyTo(new Url("http://cloud/v2/images"));

        Assert.Equal(filter, url.QueryParams.FirstOrDefault("name"));
    }

    [Fact]
    public void A_filter_that_is_not_set_is_not_sent()
        => Assert.Equal("http://cloud/v2/images?limit=1000", new ImageQuery().ApplyTo(new Url("http://cloud/v2/images")).ToString());

    [Fact]
    public void A_name_is_one_query_value()
    {
        AnyText.Sample(name =>
        {
            var uri = new ImageQuery { Name = name }.ApplyTo(new Url("http://cloud/v2/images")).ToUri();

            Assert.Equal("/v2/images", uri.AbsolutePath);
            Assert.Equal("", uri.Fragment);
            Assert.Equal(Filter(name), ValueOf(uri.Query));
        }, iter: 10_000);
    }

    [Fact]
    public void A_property_name_is_one_query_name()
    {
        Gen.Select(AnyText, AnyText).Sample(
            (name, value) =>
            {
                var query = new ImageQuery { Properties = new Dictionary<string, string> { [name] = value } };

                var uri = query.ApplyTo(new Url("http://cloud/v2/images")).ToUri();

                var pairs = uri.Query.TrimStart('?').Split('&')
                    .Select(pair => pair.Split('=', 2))
                    .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])))
                    .ToArray();
                Assert.Equal("", uri.Fragment);
                Assert.Equal([(name, value), ("limit", "1000")], pairs);
            },
            iter: 10_000);
    }

    [Fact]
    public async Task A_name_reaches_the_server_unchanged_in_one_request()
    {
        await AnyText.SampleAsync(
            async name =>
            {
                _cloud.Log.Clear();

                Assert.Null(await new ImageNameLookup(_session, null).FindAsync(name, default));

                Assert.NotEmpty(_cloud.Log.Requests);
                Assert.All(_cloud.Log.Requests, request =>
                {
                    var parts = request.PathAndQuery.Split('?');
                    Assert.Equal(("GET", "/image/v2/images", 2), (request.Method, parts[0], parts.Length));
                    Assert.Equal(Filter(name), ValueOf("?" + parts[1]));
                });
            },
            iter: 200,
            threads: 1);
    }

    public async ValueTask InitializeAsync()
    {
        _cloud = await CloudServer.StartAsync();
        _session = await CloudSession.ConnectAsync(_cloud);
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _cloud.DisposeAsync();
    }

    private static string Filter(string name) => name.Contains(':', StringComparison.Ordinal) ? "eq:" + name : name;

    private static string ValueOf(string query) => Uri.UnescapeDataString(NameValue().Match(query).Groups[1].Value.Replace('+', ' '));

    /// <summary>An unpaired surrogate cannot be sent.</summary>
    private static bool CanReplay(string text)
        => !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    [GeneratedRegex(@"[?&]name=([^&]*)")]
    private static partial Regex NameValue();
}
