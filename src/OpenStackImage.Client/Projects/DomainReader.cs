using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Reads a domain.</summary>
internal static class DomainReader
{
    public static Domain Read(JsonReader reader)
    {
        var json = reader.LoadObject("a domain");
        return new Domain(json.RequiredText("id"), json.Text("name") ?? "");
    }
}
