using Microsoft.AspNetCore.Http.Features;

namespace OpenStackImage.LocalCloud.Http;

/// <summary>Sends a reply.</summary>
internal static class Send
{
    public static async Task WholeAsync(HttpContext context, Reply reply)
    {
        WriteHead(context, reply);
        if (HasBody(context, reply))
        {
            await WriteBodyAsync(context, reply, reply.Length).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the head and the first bytes of the body, and then closes the connection.</summary>
    public static async Task PartAsync(HttpContext context, Reply reply, int bytes)
    {
        WriteHead(context, reply);
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        await WriteBodyAsync(context, reply, Math.Min(bytes, reply.Length)).ConfigureAwait(false);
        // Abort would discard data that is not sent yet. Kestrel closes the connection if a body is shorter than announced.
    }

    private static void WriteHead(HttpContext context, Reply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reply.Reason;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.Append(name, value);
        }

        if (reply.ContentType is not null)
        {
            response.ContentType = reply.ContentType;
        }

        if (reply.ClosesConnection)
        {
            response.Headers.Connection = "close";
        }

        if (reply.Status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = reply.Length;
        }
    }

    private static async Task WriteBodyAsync(HttpContext context, Reply reply, long length)
    {
        if (reply.Data is { } data)
        {
            await data.CopyToAsync(context.Response.Body, reply.DataOffset, length, context.RequestAborted).ConfigureAwait(false);
        }
        else if (length > 0)
        {
            await context.Response.BodyWriter.WriteAsync(reply.Body[..(int)length], context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static bool HasBody(HttpContext context, Reply reply)
        => !HttpMethods.IsHead(context.Request.Method)
            && reply.Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
}
