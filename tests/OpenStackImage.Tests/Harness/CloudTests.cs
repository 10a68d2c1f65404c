namespace OpenStackImage.Tests.Harness;

/// <summary>A class of tests with a cloud, and a shell for each test.</summary>
public abstract class CloudTests(TestCloud cloud) : IClassFixture<TestCloud>, IDisposable
{
    private protected TestCloud Cloud { get; } = cloud;

    private protected CloudAccount Admin => Cloud.Admin;

    private protected CloudAccount Demo => Cloud.Demo;

    private protected CloudAccount Alt => Cloud.Alt;

    private protected Shell Shell { get; } = Shell.WithModule();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Signs in, as the default session of the shell and as a variable named after the user.</summary>
    private protected void Connect(CloudAccount account, string options = "") => Shell.Connect(Cloud.AuthUrl, account, options);

    /// <summary>
    /// "GET /v2/images 200" and so on: what the default session sent after <paramref name="since"/> requests, by its own log.
    /// </summary>
    private protected string[] Requests(int since = 1, string session = "")
        => Shell.Run($"Get-OpenStackRequest {session}").Output
            .Select(request => $"{request.Text("Method")} {Cloud.Below(request.Value<Uri>("Uri"))} {request.Text("StatusCode")}")
            .Skip(since)
            .ToArray();

    /// <summary>Returns the requests that the cloud has logged.</summary>
    private protected string[] SeenByCloud()
        => Cloud.Local.Log.Requests
            .Select(request => $"{request.Method} {Cloud.Below(new Uri(Cloud.Local.BaseUri, request.PathAndQuery))} {request.StatusCode}")
            .ToArray();

    /// <summary>Waits until the clock that the server shows in its responses has advanced.</summary>
    private protected async Task ServerTimePassesAsync(TimeSpan time)
    {
        using var http = new HttpClient();
        DateTimeOffset? first = null;
        for (var now = first; first is null || now - first < time; await Task.Delay(50))
        {
            using var response = await http.GetAsync(Cloud.Local.ImageUri);
            now = response.Headers.Date;
            first ??= now;
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Shell.Dispose();
            Cloud.RespondAsUsual();
        }
    }
}
