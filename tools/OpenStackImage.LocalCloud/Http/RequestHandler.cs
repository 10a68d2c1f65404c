using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OpenStackImage.LocalCloud.Identity;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Http;

/// <summary>Handles a request: reads it, applies a fault, passes it to a service, logs it and sends the response.</summary>
internal sealed class RequestHandler(CloudState state, RequestLog log, FaultPlan faults, CloudOptions options, CancellationToken stopping)
{
    private static readonly string[] LoggedHeaders =
    [
        "Accept", "Accept-Encoding", "Content-Type", "User-Agent", "Range", "X-Openstack-Request-Id", "OpenStack-API-Version", "Expect",
        "x-image-meta-store", "x-openstack-image-size",
    ];

    private readonly IdentityService _identity = new(state, options);
    private readonly ImageService _image = new(state, options);

    public async Task RespondAsync(HttpContext context)
    {
        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = Target.Parse(rawTarget);
        var ticket = log.Begin(target.Service);
        var startedAt = options.Clock.GetUtcNow();
        var fault = faults.Next(target.Service, context.Request.Method, target.Path, target.Query);
        ServiceRequest? request = null;
        Reply? reply = null;
        try
        {
            request = await ReadAsync(context, target).ConfigureAwait(false);
            var response = fault is null ? HandleAsync(context, request) : ApplyFaultAsync(context, fault, request);
            reply = await response.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The client disconnected, or the cloud stops. The request is still logged.
        }
        finally
        {
            // Logged before the response is sent, so that a client that has the response finds the request in the log.
            log.End(ticket, () => Describe(context, rawTarget, ticket, startedAt, reply?.Status ?? 0, request, fault is not null));
        }

        if (reply is null)
        {
            context.Abort();
        }
        else if (fault is null or { Cut: Cut.None })
        {
            await Send.WholeAsync(context, reply).ConfigureAwait(false);
        }
        else
        {
            await Send.PartAsync(context, reply, fault.Cut == Cut.MidBody ? fault.CutAfterBytes : 0).ConfigureAwait(false);
        }
    }

    /// <summary>Returns null if no response is to be sent.</summary>
    private async Task<Reply?> ApplyFaultAsync(HttpContext context, Fault fault, ServiceRequest request)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        if (fault.Delay > TimeSpan.Zero)
        {
            await DelayAsync(fault.Delay, leaving.Token).ConfigureAwait(false);
        }

        if (fault.Until is { } until)
        {
            await until().WaitAsync(leaving.Token).ConfigureAwait(false);
        }

        var response = fault.NeedsResponse ? await HandleAsync(context, request).ConfigureAwait(false) : null;
        if (fault.Hang)
        {
            await Task.Delay(Timeout.Infinite, leaving.Token).ConfigureAwait(false);
        }

        if (fault is { Cut: Cut.BeforeResponse, CutAfterBytes: > 0 and var count })
        {
            await context.Request.Body.ReadAtLeastAsync(new byte[count], count, throwOnEndOfStream: false, leaving.Token)
                .ConfigureAwait(false);
        }

        return fault.Cut == Cut.BeforeResponse ? null : FaultyReply.Apply(fault, response);
    }

    private Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
        => options.Clock == TimeProvider.System
            ? PreciseDelay.WaitAsync(time, cancellationToken)
            : Task.Delay(time, options.Clock, cancellationToken);

    private async Task<Reply?> HandleAsync(HttpContext context, ServiceRequest request)
    {
        var reply = Handle(request);
        if (reply.TakeData is not { } take)
        {
            return reply;
        }

        try
        {
            var data = await ImageData.ReadAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            request.DataLength = data.Length;
            return take(data);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            reply.Abandon?.Invoke();
            throw;
        }
    }

    private Reply Handle(ServiceRequest request)
    {
        try
        {
            return request.Target.Service switch
            {
                ServiceName.Identity => _identity.Respond(request),
                ServiceName.Image => _image.Respond(request),
                _ => new() { Status = StatusCodes.Status404NotFound, Reason = "Not Found" },
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            // JSON of an unexpected shape: the services respond with 500 to most of it, too.
            return request.Target.Service == ServiceName.Identity ? IdentityReply.ServerError() : ImageError.ServerError(request);
        }
    }

    private static async Task<ServiceRequest> ReadAsync(HttpContext context, Target target)
    {
        ReadOnlyMemory<byte> body = default;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false && !IsData(context, target))
        {
            using MemoryStream buffer = new((int)(context.Request.ContentLength ?? 0));
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
            body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }

        return new()
        {
            Method = context.Request.Method,
            Target = target,
            Headers = context.Request.Headers,
            Origin = $"{context.Request.Scheme}://{context.Request.Host.Value}",
            Body = body,
        };
    }

    /// <summary>Data is read only after the service has accepted the request.</summary>
    private static bool IsData(HttpContext context, Target target)
        => target.Service == ServiceName.Image && HttpMethods.IsPut(context.Request.Method) && ImageService.IsDataPath(target.Path);

    private LoggedRequest Describe(
        HttpContext context,
        string rawTarget,
        RequestLog.Ticket ticket,
        DateTimeOffset startedAt,
        int status,
        ServiceRequest? request,
        bool faulted)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in LoggedHeaders)
        {
            if (context.Request.Headers.TryGetValue(name, out var value))
            {
                headers[name] = value.ToString();
            }
        }

        return new()
        {
            Number = ticket.Number,
            Service = ticket.Service,
            Method = context.Request.Method,
            PathAndQuery = rawTarget,
            StatusCode = status,
            StartedAt = startedAt,
            FinishedAt = options.Clock.GetUtcNow(),
            HadToken = context.Request.Headers.ContainsKey(TokenHeader.Auth),
            User = request?.Token?.User.Name,
            Project = request?.Token?.Project?.Name,
            Headers = headers,
            RequestLength = request is null ? context.Request.ContentLength ?? 0 : request.Body.Length + request.DataLength,
            Body = options.LogsBodies && request is not null ? Encoding.UTF8.GetString(request.Body.Span) : null,
            InFlightAtStart = ticket.InFlightAtStart,
            Faulted = faulted,
        };
    }
}
