using System.Globalization;
using System.Text;

namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>The local cloud responds as the real services did: status, reason, headers, body, length.</summary>
public sealed class RecordedTests(Scenario scenario) : IClassFixture<Scenario>
{
    /// <summary>The headers that the record kept.</summary>
    private static readonly string[] Kept =
    [
        "content-type", "location", "vary", "www-authenticate", "allow", "content-range", "content-md5", "x-openstack-request-id",
        "openstack-image-import-methods", "openstack-image-store-ids",
    ];

    public static TheoryData<int, string> Rows => Data(row => !KnownDifferences.Rows.ContainsKey(row));

    public static TheoryData<int, string> Differences
        => Data(row => KnownDifferences.Rows.ContainsKey(row) && RecordedExchange.All[row].Status is not null);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Responds_as_the_real_service_did(int row, string label)
    {
        _ = label;
        var recorded = RecordedExchange.All[row];
        var response = scenario.Answers[row];
        Assert.Equal(Expected(recorded), Actual(recorded, response));
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_known_difference_is_still_one(int row, string label)
    {
        _ = label;
        Assert.NotEqual(Expected(RecordedExchange.All[row]), Actual(RecordedExchange.All[row], scenario.Answers[row]));
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

    private string Actual(RecordedExchange recorded, RawAnswer response)
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

    private static TheoryData<int, string> Data(Func<int, bool> wanted)
    {
        TheoryData<int, string> data = [];
        for (var row = 0; row < RecordedExchange.All.Count; row++)
        {
            if (wanted(row))
            {
                data.Add(row, RecordedExchange.All[row].Label);
            }
        }

        return data;
    }
}
