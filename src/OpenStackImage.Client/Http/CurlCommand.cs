using System.Text;

namespace OpenStackImage.Http;

/// <summary>
/// Writes a logged request as a command that sends it again. The token and the body are not in the log, so the command cannot disclose
/// them.
/// </summary>
internal static class CurlCommand
{
    private const string TokenVariable = "$OS_TOKEN";
    private const string BodyFile = "@body.json";

    public static string Of(OpenStackRequest request)
    {
        var command = new StringBuilder("curl -sS -i");
        if (request.Method != HttpMethod.Get.Method)
        {
            command.Append(" -X ").Append(request.Method);
        }

        command.Append(" -H '").Append(HeaderNames.Accept).Append(": application/json'");
        if (request.TokenHeader is not null)
        {
            command.Append(" -H \"").Append(request.TokenHeader).Append(": ").Append(TokenVariable).Append('"');
        }

        if (request.BodyType is not null)
        {
            command.Append(" -H 'Content-Type: ").Append(request.BodyType).Append("' --data-binary ").Append(BodyFile);
        }

        // Within single quotes, a shell interprets only the single quote.
        return command.Append(" '").Append(request.Uri.AbsoluteUri.Replace("'", "%27")).Append('\'').ToString();
    }
}
