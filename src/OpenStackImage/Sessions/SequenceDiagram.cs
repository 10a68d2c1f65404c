using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OpenStackImage.Http;

namespace OpenStackImage.Sessions;

/// <summary>Mermaid's sequence diagram of requests and their responses (mermaid.js.org/syntax/sequenceDiagram.html).</summary>
internal static class SequenceDiagram
{
    private const string Client = "client";

    private static readonly Regex ImageId = new(
        "(?<=/images/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=$|[/?])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private static readonly Regex WordStart = new("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string Draw(IEnumerable<OpenStackRequest> requests)
    {
        var ordered = requests.OrderBy(request => request.Number).ToArray();
        var lines = new List<string> { "sequenceDiagram", "    autonumber", $"    participant {Client} as openstack-client" };
        var participants = ordered.Select(ParticipantOf).Distinct();
        lines.AddRange(participants.Select(participant => $"    participant {participant.Id} as {participant.Label}"));
        foreach (var request in ordered)
        {
            var service = ParticipantOf(request).Id;
            lines.Add($"    {Client}->>{service}: {request.Method} {Text(request.Uri.PathAndQuery)}");
            lines.Add(request.StatusCode is { } status
                ? $"    {service}-->>{Client}: Response: {StatusText(status)}"
                : $"    {service}--x{Client}: No response");
        }

        return string.Join("\n", lines);
    }

    /// <summary>The services are better known by their project names.</summary>
    private static (string Id, string Label) ParticipantOf(OpenStackRequest request) => request.Service switch
    {
        ServiceTypes.Identity => ("keystone", "keystone-api"),
        ServiceTypes.Image => ("glance", "glance-api"),
        _ => ("provider", request.Service),
    };

    /// <summary>Returns the status as HTTP servers in Python write it: 201 CREATED.</summary>
    private static string StatusText(int status)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);

        // .NET's first name for 300 is "Ambiguous".
        var name = status == 300 ? "MultipleChoices"
            : Enum.IsDefined(typeof(HttpStatusCode), status) ? ((HttpStatusCode)status).ToString()
            : "";
        return name.Length == 0 ? code : $"{code} {WordStart.Replace(name, " ").ToUpperInvariant()}";
    }

    /// <summary>A semicolon or a number sign would end Mermaid's message; in a URL both may be escaped.</summary>
    private static string Text(string text) => ImageId.Replace(text, "{image_id}").Replace(";", "%3B").Replace("#", "%23");
}
