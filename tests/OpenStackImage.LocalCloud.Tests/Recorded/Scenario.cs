using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>Sends the recorded requests in their order to one local cloud, which is brought into the state of the real cloud.</summary>
internal sealed class Scenario(Release release) : IAsyncDisposable
{
    private const string Shared = "fc1f0495-7690-49c4-a85e-13d4aa04d0bc";
    private const string Quota = "484b8cec-ec0c-46ed-9871-596c98f929b4";
    private const string PatchType = "application/openstack-images-v2.1-json-patch";

    private readonly TickingClock _clock = new();
    private readonly Dictionary<string, string> _tokens = [];
    private CloudServer _cloud = null!;
    private Translation _translation = null!;
    private string _credentialId = "";
    private string _credentialSecret = "";

    public Dictionary<int, RawResponse> Responses { get; } = [];

    public Translation Translation => _translation;

    public async Task PlayAsync()
    {
        _cloud = await CloudServer.StartAsync(new() { Clock = _clock, ImageApiMinor = release.ImageApiMinor });
        _translation = new(_cloud);
        foreach (var user in (string[])["admin", "demo", "alt"])
        {
            _tokens[user] = await _cloud.TokenAsync(user);
        }

        _tokens["to be revoked"] = await _cloud.TokenAsync("demo");
        for (var row = 0; row < release.Exchanges.Count; row++)
        {
            SetTheScene(row);
            if (release.Exchanges[row].Status is not null)
            {
                Responses[row] = await SendAsync(row, release.Exchanges[row]);
            }

            Remember(row);
        }
    }

    public async ValueTask DisposeAsync() => await _cloud.DisposeAsync();

    private void SetTheScene(int row)
    {
        switch (row)
        {
            case 42:
                Share();
                Add(Shared, "demo", "shared", "shared");
                Add("85f3e695-7161-4554-8601-20d1ff23af65", "demo", "private", "private");
                Add("ecaddfbc-3ac3-47c0-9d3f-f7c343633db0", "alt", "alt-private", "private");
                Add("cab6d3dc-7005-44bb-a7cc-e25344fd2f27", "demo", "community", "community");
                Add("a62b0ef1-613e-4739-b16f-9e9c5eb38e5a", "admin", "public", "public");
                break;
            case 118:
                Add(Quota, "demo", "quota", "shared");
                for (var i = 0; i < 128; i++)
                {
                    _cloud.State.AddMember(Quota, $"m{i:D3}");
                }

                break;
            case 162:
                Add("f8e632a0-ebb7-4cb9-9e41-56a2e970c886", "demo", "data", "shared");
                break;
            case 182:
                Add("98e94c4e-2475-4518-ba93-b3c6e550742c", "demo", "race", "shared");
                break;
            case 188:
                _clock.Advance(TimeSpan.FromSeconds(10));
                break;
        }
    }

    private void Remember(int row)
    {
        if (row == 185)
        {
            var credential = JsonDocument.Parse(Responses[row].Body).RootElement.GetProperty("application_credential");
            (_credentialId, _credentialSecret) = (credential.GetProperty("id").GetString()!, credential.GetProperty("secret").GetString()!);
        }

        if (row == 186)
        {
            _tokens["of the credential"] = Responses[row].Headers["X-Subject-Token"];
        }
    }

    /// <summary>An image that another project shared with demo. Only the length of its name was recorded.</summary>
    private void Share()
    {
        var image = _cloud.State.AddImage(_cloud.State.Project("alt").Id, new string('o', release.OfferedNameLength), configure: Format);
        _cloud.State.AddMember(image.Id, _cloud.State.Project("demo").Id);
    }

    private void Add(string id, string project, string name, string visibility)
        => _cloud.State.AddImage(_cloud.State.Project(project).Id, Translation.Prefix + name, visibility, image =>
    {
        image.Id = id;
        Format(image);
    });

    private static void Format(ImageRecord image) => (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");

    private Task<RawResponse> SendAsync(int row, RecordedExchange recorded)
    {
        var prefix = recorded.Service == "keystone" ? "/identity" : "/image";
        var request = Request(row, recorded);
        return RawHttp.SendAsync(
            _cloud.BaseUri,
            recorded.Method,
            prefix + _translation.ToLocal(recorded.Path),
            Headers(row, recorded),
            string.IsNullOrEmpty(request) ? null : Encoding.UTF8.GetBytes(_translation.ToLocal(request)));
    }

    private List<(string, string)> Headers(int row, RecordedExchange recorded)
    {
        List<(string, string)> headers = [];
        if (Token(row, recorded) is { } token)
        {
            headers.Add(("X-Auth-Token", token));
        }

        if (row == 29)
        {
            headers.Add(("X-Subject-Token", _tokens["demo"]));
        }

        if (row == 35)
        {
            headers.Add(("X-Subject-Token", _tokens["to be revoked"]));
        }

        if (row is 168 or 169 or 170)
        {
            headers.Add(("Range", row == 168 ? "bytes=10-19" : row == 169 ? "bytes=90-" : "bytes=500-"));
        }

        if (row == 171)
        {
            headers.Add(("Content-Range", "bytes 10-19/100"));
        }

        if (ContentType(recorded) is { } type)
        {
            headers.Add(("Content-Type", type));
        }

        return headers;
    }

    private string? Token(int row, RecordedExchange recorded) => row switch
    {
        31 => "garbage",
        32 => "",
        33 => new string('t', 20_000),
        >= 34 and <= 39 => _tokens["to be revoked"],
        187 or 188 or 189 => _tokens["of the credential"],
        _ => recorded.Who == "-" || recorded.Path.StartsWith("/v3/auth/tokens", StringComparison.Ordinal) && recorded.Method == "POST"
            ? null
            : _tokens[recorded.Who],
    };

    private static string? ContentType(RecordedExchange recorded) => recorded.Label switch
    {
        "auth text/plain" or "add: text/plain" or "stage wrong type" => "text/plain",
        "add: no content type" => null,
        "upload" or "upload again" => "application/octet-stream",
        "patch application/json" => "application/json",
        _ when recorded.Method == "PATCH" => PatchType,
        _ => string.IsNullOrEmpty(recorded.Request) ? null : "application/json",
    };

    private string? Request(int row, RecordedExchange recorded) => row switch
    {
        27 => CredentialLogin("nosuch"),
        185 => CredentialToCreate(),
        186 or 190 => CredentialLogin(_credentialId),
        _ => recorded.Request,
    };

    private string CredentialToCreate()
    {
        var end = _clock.GetUtcNow().AddSeconds(4).ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return $$"""{"application_credential": {"name": "x-1795480001", "expires_at": "{{end}}" } }""";
    }

    private string CredentialLogin(string id)
        => """{"auth": {"identity": {"methods": ["application_credential"], "application_credential": """
            + $$"""{"id": "{{id}}", "secret": "{{_credentialSecret}}" } } } }""";
}
