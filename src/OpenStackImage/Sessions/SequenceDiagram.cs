using System.Globalization;
using System.Net;
using System.Text;

namespace OpenStackImage.Sessions;

/// <summary>Mermaid's sequence diagram of requests and their answers (mermaid.js.org/syntax/sequenceDiagram.html).</summary>
internal static class SequenceDiagram
{
    private const string Client = "client";

    public static string Draw(IEnumerable<OpenStackRequest> requests)
    {
        var ordered = requests.OrderBy(request => request.Number).ToArray();
        var lines = new List<string> { "sequenceDiagram", $"    participant {Client}" };
        lines.AddRange(ordered.Select(Participant).Distinct().Select(participant => $"    participant {participant}"));
        foreach (var request in ordered)
        {
            var service = Participant(request);
            lines.Add($"    {Client}->>{service}: {request.Method} {Text(request.Uri.PathAndQuery)}");
            lines.Add(request.StatusCode is { } status
                ? $"    {service}-->>{Client}: {Status(status)}"
                : $"    {service}--x{Client}: no answer");
        }

        return string.Join("\n", lines);
    }

    /// <summary>People know the services by their projects' names.</summary>
    private static string Participant(OpenStackRequest request) => request.Service switch
    {
        Http.ServiceTypes.Identity => "keystone",
        Http.ServiceTypes.Image => "glance",
        _ => request.Service,
    };

    private static string Status(int status)
    {
        var name = new StringBuilder();
        foreach (var character in Enum.IsDefined(typeof(HttpStatusCode), status) ? ((HttpStatusCode)status).ToString() : "")
        {
            if (char.IsUpper(character) && name.Length > 0 && !char.IsUpper(name[name.Length - 1]))
            {
                name.Append(' ');
            }

            name.Append(character);
        }

        var code = status.ToString(CultureInfo.InvariantCulture);
        return status switch
        {
            // .NET's first name for 300 is "Ambiguous".
            300 => $"{code} Multiple Choices",
            _ => name.Length == 0 ? code : $"{code} {name}",
        };
    }

    /// <summary>A semicolon or a number sign would end Mermaid's message; in an address both may be escaped.</summary>
    private static string Text(string text) => text.Replace(";", "%3B").Replace("#", "%23");
}
