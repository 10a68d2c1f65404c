using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Lists of texts as JSON.</summary>
internal static class TextListWriting
{
    public static JsonText Texts(this JsonText json, IEnumerable<string> texts)
    {
        json.BeginArray();
        foreach (var text in texts)
        {
            json.Value(text);
        }

        return json.EndArray();
    }

    public static JsonText TextLists(this JsonText json, IEnumerable<IEnumerable<string>> lists)
    {
        json.BeginArray();
        foreach (var list in lists)
        {
            json.Texts(list);
        }

        return json.EndArray();
    }
}
