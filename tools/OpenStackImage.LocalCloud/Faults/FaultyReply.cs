using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud;

/// <summary>Applies a fault to a response.</summary>
internal static class FaultyReply
{
    private const string PlainText = "text/plain; charset=UTF-8";

    public static Reply Apply(Fault fault, Reply? response)
    {
        // A specified status is sent without the body and the headers of the service: it represents a proxy.
        var status = fault.Status ?? response?.Status ?? StatusCodes.Status500InternalServerError;
        var original = fault.Status is null && response is not null
            ? response
            : new Reply { Status = status, Reason = ReasonPhrases.GetReasonPhrase(status) };
        var body = fault.RawBody ?? (fault.Body is { } text ? Encoding.UTF8.GetBytes(text) : default(ReadOnlyMemory<byte>?));
        var reply = body is null ? WithBodyOf(original, fault) : WithBody(body.Value, original, fault);
        AddHeaders(reply, original, fault.Headers ?? new Dictionary<string, string>());
        return reply;
    }

    private static Reply WithBodyOf(Reply original, Fault fault) => new()
    {
        Status = original.Status,
        Reason = fault.Reason ?? original.Reason,
        ContentType = fault.ContentType ?? original.ContentType,
        Body = original.Body,
        Data = original.Data,
        DataOffset = original.DataOffset,
        DataLength = original.DataLength,
    };

    private static Reply WithBody(ReadOnlyMemory<byte> body, Reply original, Fault fault) => new()
    {
        Status = original.Status,
        Reason = fault.Reason ?? original.Reason,
        ContentType = fault.ContentType ?? original.ContentType ?? PlainText,
        Body = body,
    };

    private static void AddHeaders(Reply reply, Reply original, IReadOnlyDictionary<string, string> replaced)
    {
        reply.Headers.AddRange(original.Headers.Where(header => !replaced.ContainsKey(header.Key)));
        foreach (var (name, value) in replaced)
        {
            reply.With(name, value);
        }
    }
}
