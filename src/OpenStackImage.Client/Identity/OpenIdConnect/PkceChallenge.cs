using System.Security.Cryptography;
using System.Text;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>A secret that proves that two requests come from the same client (RFC 7636).</summary>
internal sealed class PkceChallenge
{
    public const string Plain = "plain";
    public const string Sha256 = "S256";

    private const int SecretBytes = 32;

    /// <param name="method">plain or S256.</param>
    public PkceChallenge(string method)
    {
        Method = method;
        Challenge = method == Plain ? Verifier : Digest(Verifier);
    }

    public string Method { get; }

    /// <summary>The value for the second request.</summary>
    public string Verifier { get; } = RandomText();

    /// <summary>The value for the first request.</summary>
    public string Challenge { get; }

    /// <summary>Returns random text of characters that are valid in a URL.</summary>
    public static string RandomText()
    {
        using var random = RandomNumberGenerator.Create();
        var bytes = new byte[SecretBytes];
        random.GetBytes(bytes);
        return Encoded(bytes);
    }

    private static string Digest(string verifier)
    {
        using var sha256 = SHA256.Create();
        return Encoded(sha256.ComputeHash(Encoding.ASCII.GetBytes(verifier)));
    }

    private static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
