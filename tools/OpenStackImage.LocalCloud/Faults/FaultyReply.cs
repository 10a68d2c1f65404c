using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud;

/// <summary>Applies a fault to a response.</summary>
internal static class FaultyReply
{
    public static Reply Apply(Fault fault, Reply? answer)
    {
        var status = fault.Status ?? answer?.Status ?? StatusCodes.Status500InternalServerError;
        // A specified status is sent without the body and the headers of the service: it represents a proxy.
        var kept = fault.Status is null ? answer : null;
        var replaced = fault.RawBody ?? (fault.Body is { } text ? Encoding.UTF8.GetBytes(text) : default(ReadOnlyMemory<byte>?));
        Reply reply = new()
        {
            Status = status,
            Reason = fault.Reason ?? kept?.Reason ?? ReasonPhrases.GetReasonPhrase(status),
            ContentType = fault.ContentType ?? kept?.ContentType ?? (replaced is null ? null : "text/plain; charset=UTF-8"),
            Body = replaced ?? kept?.Body ?? default,
            Data = replaced is null ? kept?.Data : null,
            DataOffset = kept?.DataOffset ?? 0,
            DataLength = kept?.DataLength ?? 0,
        };
        foreach (var header in kept?.Headers ?? [])
        {
            if (fault.Headers?.ContainsKey(header.Key) != true)
            {
                reply.Headers.Add(header);
            }
        }

        foreach (var (name, value) in fault.Headers ?? new Dictionary<string, string>())
        {
            reply.With(name, value);
        }

        return reply;
    }
}
