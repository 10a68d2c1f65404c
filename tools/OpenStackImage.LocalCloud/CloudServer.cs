using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud;

/// <summary>A Keystone v3 and a Glance v2 on 127.0.0.1, in memory.</summary>
public sealed class CloudServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private CloudServer(WebApplication application, CloudState state, RequestLog log, FaultPlan faults, CloudOptions options)
    {
        _application = application;
        State = state;
        Log = log;
        Faults = faults;
        Options = options;
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        BaseUri = new(address);
        IdentityUri = new(BaseUri, ServiceName.Identity);
        ImageUri = new(BaseUri, ServiceName.Image);
    }

    /// <summary>http://127.0.0.1:PORT/</summary>
    public Uri BaseUri { get; }

    /// <summary>Keystone's endpoint, which is the auth URL: http://127.0.0.1:PORT/identity</summary>
    public Uri IdentityUri { get; }

    /// <summary>Glance's endpoint: http://127.0.0.1:PORT/image</summary>
    public Uri ImageUri { get; }

    /// <summary>The state of the cloud.</summary>
    public CloudState State { get; }

    /// <summary>The log of the requests.</summary>
    public RequestLog Log { get; }

    /// <summary>The faults.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The settings with which the cloud was started.</summary>
    public CloudOptions Options { get; }

    /// <summary>Starts a cloud, which listens when the task has completed.</summary>
    public static async Task<CloudServer> StartAsync(CloudOptions? options = null, CancellationToken ct = default)
    {
        options ??= new();
        CloudState state = new(options);
        RequestLog log = new(options.LogCapacity);
        FaultPlan faults = new();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The services enforce these limits themselves, and the limits differ from those of Kestrel.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = 1 << 17;
            kestrel.Limits.MaxRequestBufferSize = 1 << 20;
            kestrel.Limits.MaxRequestHeadersTotalSize = 1 << 17;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => Secure(listen, options));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var application = builder.Build();
        RequestHandler exchange = new(state, log, faults, options, application.Lifetime.ApplicationStopping);
        application.Run(exchange.RespondAsync);
        await application.StartAsync(ct).ConfigureAwait(false);
        return new(application, state, log, faults, options);
    }

    private static void Secure(ListenOptions listen, CloudOptions options)
    {
        if (options.Certificate is null)
        {
            return;
        }

        listen.UseHttps(https =>
        {
            https.ServerCertificate = options.Certificate;
            https.ClientCertificateMode = options.AcceptsClient is null
                ? ClientCertificateMode.NoCertificate
                : ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => options.AcceptsClient!(certificate);
        });
    }

    /// <summary>Makes all tokens that were issued invalid, at Keystone and at Glance.</summary>
    public void ExpireTokens() => State.Identity.Tokens.Clear();

    /// <summary>Waits until the token is canceled or the process receives a signal to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct = default) => _application.WaitForShutdownAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
