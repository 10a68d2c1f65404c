using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>Reads a model from an object that is read whole first.</summary>
/// <param name="what">What should stand there, for messages.</param>
internal abstract class ObjectConverter<T>(string what) : JsonConverter<T> where T : class
{
    public override bool CanWrite => false;

    public override T ReadJson(JsonReader reader, Type objectType, T? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        reader.EnterObject(what);
        return Read(JObject.Load(reader));
    }

    public override void WriteJson(JsonWriter writer, T? value, JsonSerializer serializer) => throw new NotSupportedException();

    /// <exception cref="JsonSerializationException">Something is missing without which there is no such object.</exception>
    protected abstract T Read(JObject json);
}
