using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Reads a domain.</summary>
internal static class DomainReader
{
    public static Domain Read(JsonReader reader)
    {
        string? id = null, name = null;
        reader.EnterObject("a domain");
        while (reader.NextProperty(out var field))
        {
            switch (field)
            {
                case "id":
                    id = reader.ReadText();
                    break;
                case "name":
                    name = reader.ReadText();
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return new Domain(id ?? throw new JsonSerializationException("a domain has no id."), name ?? "");
    }
}
