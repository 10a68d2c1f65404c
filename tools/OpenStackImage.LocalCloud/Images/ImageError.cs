using System.Text;
using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's errors. Most of them consist of an explanation. A few have the standard explanation and a detail.</summary>
internal static partial class ImageError
{
    private const string Unauthenticated =
        "This server could not verify that you are authorized to access the document you requested. "
        + "Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand "
        + "how to supply the credentials required.";

    public static Reply BadRequest(ServiceRequest request, string explanation) => Of(request, 400, "Bad Request", explanation);

    public static Reply Unauthorized(ServiceRequest request) => Write(request, 401, "Unauthorized", Unauthenticated + "<br /><br />\n\n\n")
        .With("WWW-Authenticate", $"Keystone uri=\"{request.Origin}/{ServiceName.Identity}\"");

    public static Reply Forbidden(ServiceRequest request, string explanation) => Of(request, 403, "Forbidden", explanation);

    public static Reply ForbiddenDetail(ServiceRequest request, string detail)
        => Of(request, 403, "Forbidden", "Access was denied to this resource.", detail);

    public static Reply NotAuthorized(ServiceRequest request, string action)
        => Forbidden(request, $"You are not authorized to complete {action} action.");

    public static Reply NotFound(ServiceRequest request, string explanation = "The resource could not be found.")
        => Of(request, 404, "Not Found", explanation);

    public static Reply NoImage(ServiceRequest request, string id) => NotFound(request, $"No image found with ID {id}");

    /// <summary>Returns the error of the few calls that disclose the existence of an image.</summary>
    public static Reply NotVisible(ServiceRequest request, string id) => Forbidden(request, $"Forbidding request, image {id} not visible");

    public static Reply MethodNotAllowed(ServiceRequest request, string allow)
        => Write(request, 405, "Method Not Allowed", $"The method {request.Method} is not allowed for this resource. <br /><br />\n")
            .With("Allow", allow).WithRequestId();

    public static Reply Conflict(ServiceRequest request, string explanation) => Of(request, 409, "Conflict", explanation);

    public static Reply ConflictDetail(ServiceRequest request, string detail)
        => Of(request, 409, "Conflict", "There was a conflict when trying to complete your request.", detail);

    public static Reply Gone(ServiceRequest request, string explanation) => Of(request, 410, "Gone", explanation);

    public static Reply TooLarge(ServiceRequest request, string explanation) => Of(request, 413, "Request Entity Too Large", explanation);

    public static Reply UnsupportedMediaType(ServiceRequest request, string detail = "")
    {
        var type = request.Header("Content-Type") is { Length: > 0 } sent ? sent : "text/plain";
        return Write(
            request,
            415,
            "Unsupported Media Type",
            $"The request media type {type} is not supported by this server.\n<br /><br />\n{detail}").WithRequestId();
    }

    public static Reply RangeNotSatisfiable(ServiceRequest request, string detail)
        => Of(request, 416, "Request Range Not Satisfiable", "The Range requested is not available.", detail);

    public static Reply ServerError(ServiceRequest request)
        => Of(request, 500, "Internal Server Error", "The server has either erred or is incapable of performing the requested operation.");

    private static Reply Of(ServiceRequest request, int status, string title, string explanation, string detail = "")
    {
        var form = ErrorForms.Of(request.Header("Accept"));
        return Write(request, status, title, $"{Escaped(form, explanation)}<br /><br />\n{Escaped(form, detail)}\n\n").WithRequestId();
    }

    private static Reply Write(ServiceRequest request, int status, string title, string body)
    {
        var form = ErrorForms.Of(request.Header("Accept"));
        var (type, text) = form switch
        {
            ErrorForm.Html => ("text/html; charset=UTF-8", Encoding.UTF8.GetBytes(
                $"<html>\n <head>\n  <title>{status} {title}</title>\n </head>\n <body>\n"
                + $"  <h1>{status} {title}</h1>\n  {body}\n </body>\n</html>")),
            ErrorForm.Json => (MediaType.Json, new JsonText(ascii: true).BeginObject()
                .Field("message", body).Field("code", $"{status} {title}").Field("title", title).EndObject().Bytes),
            _ => ("text/plain; charset=UTF-8", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"{status} {title}\n\n{WithoutTags(body)}")),
        };
        // webob does not write the body of an error for a HEAD request, so its length is 0 and its type is that of an empty body.
        if (request.Method == "HEAD")
        {
            (type, text) = (ImageReply.EmptyType, default);
        }

        return new() { Status = status, Reason = title, ContentType = type, Body = text };
    }

    private static string Escaped(ErrorForm form, string text)
    {
        if (form != ErrorForm.Html)
        {
            return text;
        }

        StringBuilder html = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#x27;"),
                >= 0x80 => html.Append("&#").Append(rune.Value).Append(';'),
                _ => html.Append(rune.ToString()),
            };
        }

        return html.ToString();
    }

    private static string WithoutTags(string body)
    {
        var text = Break().Replace(body.Replace('\n', ' ').Replace("\r", "", StringComparison.Ordinal), "\n");
        return text.Contains('<', StringComparison.Ordinal) || text.Contains("-->", StringComparison.Ordinal)
            ? Tag().Replace(Comment().Replace(text, ""), "")
            : text;
    }

    [GeneratedRegex("<br.*?>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Break();

    [GeneratedRegex("<!--|-->")]
    private static partial Regex Comment();

    [GeneratedRegex("<.*?>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
