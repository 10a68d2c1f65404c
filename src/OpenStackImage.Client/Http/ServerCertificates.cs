using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using OpenStackImage.Configuration;

namespace OpenStackImage.Http;

/// <summary>
/// Decides whether a server is who it says it is: by the system's authorities, or by those of a file and no others. What is wrong is said in the
/// exception.
/// </summary>
internal sealed class ServerCertificates(ConnectionOptions options)
{
    private readonly X509Certificate2Collection? _authorities = options.CaCertificate is null ? null : CertificateFile.Read(options.CaCertificate);

    /// <summary>The check of a handler; it throws in place of saying no, because only so the reason is known.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The server is not who it says it is.</exception>
    public bool Check(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.SkipsCertificateCheck)
        {
            return true;
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            throw Refused("it shows no certificate");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            throw Refused($"its certificate is for another host ({certificate.Subject})");
        }

        if (_authorities is null)
        {
            return (errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0 ? true : throw Refused(Reason(chain, certificate));
        }

        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        own.ChainPolicy.ExtraStore.AddRange(_authorities);
        foreach (var sent in chain?.ChainElements.Cast<X509ChainElement>() ?? [])
        {
            own.ChainPolicy.ExtraStore.Add(sent.Certificate);
        }

        // Any authority passes the chain itself; the last one must be of the file.
        return own.Build(certificate) && IsTrusted(own) ? true : throw Refused(Reason(own, certificate));
    }

    private bool IsTrusted(X509Chain chain)
    {
        var root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
        return _authorities!.Cast<X509Certificate2>().Any(authority => authority.RawData.SequenceEqual(root.RawData));
    }

    private static string Reason(X509Chain? chain, X509Certificate2 certificate)
        => DateTime.Now > certificate.NotAfter ? FormattableString.Invariant($"its certificate ended on {certificate.NotAfter:yyyy-MM-dd}")
            : DateTime.Now < certificate.NotBefore ? FormattableString.Invariant($"its certificate begins on {certificate.NotBefore:yyyy-MM-dd}")
            : $"no authority that is trusted stands behind its certificate ({string.Join(", ", chain?.ChainStatus.Select(status => status.Status.ToString()).DefaultIfEmpty("UntrustedRoot") ?? ["UntrustedRoot"])}; issued by {certificate.Issuer})";

    private static System.Security.Authentication.AuthenticationException Refused(string reason) => new(reason + ".");
}
