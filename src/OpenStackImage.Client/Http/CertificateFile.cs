using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using OpenStackImage.Errors;
using OpenStackImage.Files;

namespace OpenStackImage.Http;

/// <summary>Reads certificates and their keys from files.</summary>
internal static class CertificateFile
{
    /// <summary>The authorities of a Linux distribution are about 250 KB.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly Regex Block = new(
        "-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", RegexOptions.Singleline, TimeSpan.FromSeconds(5));

    /// <summary>All certificates of a PEM file.</summary>
    /// <exception cref="SignInOptionsException">There is none, or the file cannot be read.</exception>
    public static X509Certificate2Collection Read(string path) => Guarded(path, () =>
    {
        var certificates = new X509Certificate2Collection();
        foreach (Match block in Block.Matches(Encoding.ASCII.GetString(LocalFile.ReadBytes(path, MaxBytes))))
        {
            certificates.Add(new X509Certificate2(Convert.FromBase64String(block.Groups[1].Value)));
        }

        return certificates.Count > 0 ? certificates : throw new CryptographicException("it contains no PEM certificate.");
    });

    /// <summary>A certificate with its key.</summary>
    /// <exception cref="SignInOptionsException">They do not fit, or cannot be read.</exception>
    public static X509Certificate2 ReadWithKey(ConnectionOptions options)
    {
        var path = options.ClientCertificate!;
        return Guarded(path, () =>
        {
            if (path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase))
            {
                return new X509Certificate2(LocalFile.ReadBytes(path, MaxBytes));
            }

#if NET
            var certificate = Encoding.ASCII.GetString(LocalFile.ReadBytes(path, MaxBytes));
            var key = options.ClientKey is null ? certificate : Encoding.ASCII.GetString(LocalFile.ReadBytes(options.ClientKey, MaxBytes));
            using var pem = X509Certificate2.CreateFromPem(certificate, key);

            // TLS on Windows cannot use a key that exists only in memory.
            return new X509Certificate2(pem.Export(X509ContentType.Pfx));
#else
            throw new CryptographicException(
                "Windows PowerShell 5.1 requires a PKCS #12 file. Create one: openssl pkcs12 -export -in cert.pem -inkey key.pem -out "
                    + "cert.pfx -passout pass: -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1 (an older Windows reads no other "
                    + "kind).");
#endif
        });
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (
            exception is CryptographicException or FileException { ErrorId: not ErrorIds.FileNotFound } or FormatException
                or ArgumentException)
        {
            throw new SignInOptionsException($"The certificate file {path} cannot be used: {exception.Message}");
        }
    }
}
