using System.Globalization;
using System.Text;

namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>The local cloud returns the recorded responses of the real services: status, reason, headers, body and length.</summary>
public sealed class RecordedTests(RecordedScenarios scenarios) : IClassFixture<RecordedScenarios>
{
    /// <summary>The headers that were recorded.</summary>
    private static readonly string[] Kept =
    [
        "content-type", "location", "vary", "www-authenticate", "allow", "content-range", "content-md5", "x-openstack-request-id",
        "openstack-image-import-methods", "openstack-image-store-ids",
    ];

    public static TheoryData<string, int, string> Rows => Data((release, row) => !release.Differences.ContainsKey(row));

    public static TheoryData<string, int, string> Differences
        => Data((release, row) => release.Differences.ContainsKey(row) && release.Exchanges[row].Status is not null);

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_response_equals_the_recorded_one(string release, int row, string label)
    {
        _ = label;
        var recorded = Release.Of(release).Exchanges[row];
        var scenario = scenarios.Of(release);
        Assert.Equal(Expected(recorded), Actual(recorded, scenario, scenario.Responses[row]));
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_known_difference_still_exists(string release, int row, string label)
    {
        _ = label;
        var recorded = Release.Of(release).Exchanges[row];
        var scenario = scenarios.Of(release);
        Assert.NotEqual(Expected(recorded), Actual(recorded, scenario, scenario.Responses[row]));
    }

    private static string Expected(RecordedExchange recorded)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{recorded.Status} {recorded.Reason}");
        if (recorded.Headers.Count > 0)
        {
            Headers(text, recorded.Headers);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{recorded.Bytes} bytes");
        return text.Append(Whole(recorded, Translation.WithoutChance(recorded.Body ?? ""))).ToString();
    }

    private static string Actual(RecordedExchange recorded, Scenario scenario, RawResponse response)
    {
        var body = scenario.Translation.ToRecorded(response.Text);
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{response.Status} {(recorded.Reason is null ? "" : response.Reason)}");
        if (recorded.Headers.Count > 0)
        {
            Headers(
                text,
                response.Headers.ToDictionary(
                    header => header.Key, header => scenario.Translation.ToRecorded(header.Value), StringComparer.OrdinalIgnoreCase));
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(body)} bytes");
        if (recorded.Headers.Count == 0)
        {
            return text.ToString();
        }

        return text.Append(Whole(recorded, Translation.WithoutChance(Translation.Masked(body)))).ToString();
    }

    private static void Headers(StringBuilder text, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var name in Kept)
        {
            if (headers.TryGetValue(name, out var value))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {Translation.WithoutChance(value)}");
            }
        }
    }

    /// <summary>The part of a shortened body that was recorded completely.</summary>
    private static string Whole(RecordedExchange recorded, string body)
    {
        if (!recorded.IsCut)
        {
            return body;
        }

        var kept = Translation.WithoutChance(recorded.Body!).Length - 40;
        return body[..Math.Min(kept, body.Length)];
    }

    private static TheoryData<string, int, string> Data(Func<Release, int, bool> wanted)
    {
        TheoryData<string, int, string> data = [];
        foreach (var release in Release.All)
        {
            for (var row = 0; row < release.Exchanges.Count; row++)
            {
                if (wanted(release, row))
                {
                    data.Add(release.Name, row, release.Exchanges[row].Label);
                }
            }
        }

        return data;
    }
}

/// <summary>The scenario of each release, which is run once.</summary>
public sealed class RecordedScenarios : IAsyncLifetime
{
    private readonly Dictionary<string, Scenario> _scenarios
        = Release.All.ToDictionary(release => release.Name, release => new Scenario(release));

    public async ValueTask InitializeAsync()
    {
        foreach (var scenario in _scenarios.Values)
        {
            await scenario.PlayAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scenario in _scenarios.Values)
        {
            await scenario.DisposeAsync();
        }
    }

    internal Scenario Of(string release) => _scenarios[release];
}
