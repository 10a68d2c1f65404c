using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Reads a domain.</summary>
internal sealed class DomainConverter : JsonConverter<Domain>
{
    public override bool CanWrite => false;

    public override Domain ReadJson(JsonReader reader, Type objectType, Domain? existingValue, bool hasExistingValue, JsonSerializer serializer)
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

    public override void WriteJson(JsonWriter writer, Domain? value, JsonSerializer serializer) => throw new NotSupportedException();
}
