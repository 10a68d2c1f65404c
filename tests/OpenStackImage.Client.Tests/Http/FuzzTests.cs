using System.Globalization;
using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;
using OpenStackImage.Identity;
using OpenStackImage.Images;

namespace OpenStackImage.Client.Tests.Http;

/// <summary>Parsers and encoders with random input: each property holds in this many cases.</summary>
public sealed class FuzzTests
{
    private const int Cases = 10_000;

    private static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, json) => depth > 3
        ? Words("1", "\"x\"", "null", "true", "-0.5e3")
        : Gen.OneOf(
            Words("0", "12", "\"a\"", "\"\\\"]}{[\"", "\"\\u00e4\"", "false", "null", "{}", "[]"),
            json.Array[0, 3].Select(items => "[" + string.Join(", ", items) + "]"),
            json.Array[0, 3].Select(items =>
                "{" + string.Join(",", items.Select((item, i) => FormattableString.Invariant($"\"k{i}\": ") + item)) + "}")));

    private static readonly Gen<string> Mutated = Gen.Select(AnyJson, Gen.Int[0, 400], Gen.Char["{}[]\",:'/*0NaNtrue\\ "])
        .Select((json, at, character) =>
            at > json.Length * 2 ? json : json.Insert(Math.Min(at / 2, json.Length), character.ToString()));

    [Fact]
    public void A_header_value_is_sent_unchanged_or_refused()
        => Gen.OneOf(Gen.String, Gen.String[Gen.Char['\u0000', '\u0100'], 0, 3]).Sample(
            value =>
            {
                if (value.All(character => character is >= ' ' and <= '~'))
                {
                    Assert.Equal(value, HeaderNames.RequireValue("X-Test", value));
                }
                else
                {
                    var refusal = Assert.ThrowsAny<OpenStackException>(() => HeaderNames.RequireValue("X-Test", value));
                    Assert.Equal("InvalidRequest", refusal.ErrorId);
                }
            },
            iter: Cases);

    [Fact]
    public void A_list_is_the_same_for_any_split_into_chunks()
        => Gen.Select(AnyJson.Array[0, 4], Gen.Int[1, 60]).Sample(
            (values, size) =>
            {
                var items = values.Select((value, i) => FormattableString.Invariant($"{{\"id\": \"{i}\", \"v\": ") + value + "}").ToArray();
                var first = values.FirstOrDefault() ?? "0";
                var bytes = Encoding.UTF8.GetBytes($"{{\"first\": {first}, \"images\": [{string.Join(",", items)}], \"next\": null}}");
                var found = new List<string>();
                using var splitter = new JsonArraySplitter(
                    "images", part => found.AddRange(JArray.Parse(Encoding.UTF8.GetString(part)).Select(item => (string)item["id"]!)),
                    failure => throw failure);

                for (var at = 0; at < bytes.Length; at += size)
                {
                    splitter.Add(new ArraySegment<byte>(bytes, at, Math.Min(size, bytes.Length - at)));
                }

                Assert.Equal(items.Select((_, i) => i.ToString(CultureInfo.InvariantCulture)), found);
                Assert.Equal(items.Length, ((JArray)JObject.Parse(Encoding.UTF8.GetString(splitter.Frame))["images"]!).Count);
            },
            iter: Cases);

    [Fact]
    public void Only_JSON_that_the_standard_defines_is_accepted()
        => Mutated.Sample(
            text =>
            {
                var isJson = IsJson(text);

                Assert.True(isJson == Succeeds(() => Response(text).Read(reader => JToken.ReadFrom(reader))), text);
            },
            iter: Cases);

    [Fact]
    public void Any_version_document_is_read_or_refused()
        => Mutated.Sample(
            text =>
            {
                Succeeds(() => Response($"{{\"versions\": {text}}}").Read(ApiVersionReader.Read));
            },
            iter: Cases);

    [Fact]
    public void Any_image_document_is_read_or_refused()
        => Gen.Select(Mutated, Words("size", "tags", "name", "created_at", "other")).Sample(
            (text, field) =>
            {
                Succeeds(() => Response($"{{\"id\": \"1\", \"{field}\": {text}}}").Read(ImageReader.Read));
            },
            iter: Cases);

    [Fact]
    public void Any_Retry_After_value_is_a_delay_or_is_ignored()
        => Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char['\u0000', '\u0100'], 0, 40],
            Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            Gen.DateTime.Select(time => time.ToString("R", CultureInfo.InvariantCulture))).Sample(
            value =>
            {
                using var message = new HttpResponseMessage();
                message.Headers.TryAddWithoutValidation("Retry-After", value);

                Assert.True(ResponseReader.RetryAfterOf(message) is not { } wait || wait >= TimeSpan.Zero);
            },
            iter: Cases);

    [Fact]
    public void Any_response_is_parsed_or_ignored()
        => Gen.OneOf(Gen.String, Gen.String[Gen.Char["HTP/1.0 245X:\r\n"], 0, 60].Select(text => "HTTP/1.1 413 Too\r\n" + text)).Sample(
            text =>
            {
                var response = RawResponse.Parse(text);
                using var message = response?.ToMessage();

                Assert.True(response is null || (int)message!.StatusCode == response.StatusCode);
            },
            iter: Cases);

    [Fact]
    public void A_truncated_chunked_body_is_read_up_to_its_end()
        => Gen.Select(Gen.String[Gen.Char["ab\r\n0;\u00ff"], 1, 30].Array[0, 6], Gen.Int[0, 200]).Sample(
            (parts, cut) =>
            {
                var chunks = parts.Select(part => FormattableString.Invariant($"{part.Length:X};x=y\r\n{part}\r\n"));
                var body = string.Concat(chunks) + "0\r\n\r\n";
                var arrived = body[..Math.Min(cut, body.Length)];

                Assert.StartsWith(ChunkedBody.Read(arrived), string.Concat(parts), StringComparison.Ordinal);
                Assert.Equal(string.Concat(parts), ChunkedBody.Read(body));
                Assert.True(ChunkedBody.IsComplete(body));
                Assert.True(arrived.Length > body.Length - 5 || !ChunkedBody.IsComplete(arrived), arrived);
            },
            iter: Cases);

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static bool Succeeds(Func<object> read)
    {
        try
        {
            read();
            return true;
        }
        catch (UnexpectedResponseException)
        {
            return false;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static ServiceResponse Response(string body)
        => new(new Uri("http://cloud/"), 200, "application/json", new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), null);
}
