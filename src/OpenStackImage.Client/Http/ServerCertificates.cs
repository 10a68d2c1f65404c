using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenStackImage.Http;

/// <summary>
/// Verifies the certificate of a server with the system's authorities, or only with those of a file. The exception contains the reason why
/// a certificate is not valid.
/// </summary>
internal sealed class ServerCertificates(ConnectionOptions options)
{
    /// <summary>The extended key usage of a server's certificate (RFC 5280, 4.2.1.12).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection? _authorities
        = options.CaCertificate is null || options.SkipsCertificateCheck ? null : CertificateFile.Read(options.CaCertificate);

    /// <summary>True once the certificate of a server was accepted.</summary>
    public bool HasAccepted { get; private set; }

#if NET
    /// <summary>True once a server has requested a client certificate, and none is configured.</summary>
    public bool LackedOwn { get; private set; }

    /// <summary>
    /// Is called by a handler without a client certificate, first before the server has sent its certificate, and again if the server
    /// requests one.
    /// </summary>
    public X509Certificate SelectNone(X509Certificate? server)
    {
        LackedOwn |= server is not null;
        return null!;
    }
#else
    /// <summary>
    /// True if the certificate of a server was accepted, and no client certificate is configured. .NET Framework does not report whether
    /// the server requested one.
    /// </summary>
    public bool LackedOwn => HasAccepted && options.ClientCertificate is null;
#endif

    /// <summary>Verifies a certificate for a handler. It throws instead of returning false, so that the reason is available.</summary>
    /// <exception cref="CertificateCheckException">The certificate is not valid.</exception>
    public bool Check(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
        => HasAccepted = IsAccepted(certificate, chain, errors);

    private bool IsAccepted(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.SkipsCertificateCheck)
        {
            return true;
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            throw new CertificateCheckException("the server has sent no certificate.", "Check the address.");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            throw new CertificateCheckException(
                $"its certificate is for another host ({certificate.Subject}).", "Sign in to the address that the certificate is for.");
        }

        if (_authorities is null)
        {
            return (errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0 ? true : throw Untrusted(chain, certificate);
        }

        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        own.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        own.ChainPolicy.ExtraStore.AddRange(_authorities);
        foreach (var sent in chain?.ChainElements.Cast<X509ChainElement>() ?? [])
        {
            own.ChainPolicy.ExtraStore.Add(sent.Certificate);
        }

        // The chain accepts any authority; its root must be one of the file.
        return own.Build(certificate) && IsTrusted(own) ? true : throw Untrusted(own, certificate);
    }

    private bool IsTrusted(X509Chain chain)
    {
        var root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
        return _authorities!.Cast<X509Certificate2>().Any(authority => authority.RawData.SequenceEqual(root.RawData));
    }

    private static CertificateCheckException Untrusted(X509Chain? chain, X509Certificate2 certificate)
    {
        if (DateTime.Now > certificate.NotAfter)
        {
            return new(
                FormattableString.Invariant($"its certificate expired on {certificate.NotAfter:yyyy-MM-dd}."),
                "The cloud's operators must renew it.");
        }

        if (DateTime.Now < certificate.NotBefore)
        {
            return new(
                FormattableString.Invariant($"its certificate is not valid before {certificate.NotBefore:yyyy-MM-dd}."),
                "Check the clock of this computer.");
        }

        var flaws = chain?.ChainStatus.Select(status => status.Status.ToString()).DefaultIfEmpty("UntrustedRoot") ?? ["UntrustedRoot"];
        return new(
            $"its certificate was not issued by a trusted authority ({string.Join(", ", flaws)}; issued by {certificate.Issuer}).",
            "If it is your own authority, specify its file with -CACertificate (cacert in clouds.yaml, OS_CACERT).");
    }
}

/// <summary>The reason why a server's certificate is not valid.</summary>
/// <param name="reason">The reason, as the end of a sentence.</param>
/// <param name="fix">How to fix it.</param>
internal sealed class CertificateCheckException(string reason, string fix) : System.Security.Authentication.AuthenticationException(reason)
{
    public string RecommendedAction { get; } = fix + " For a test system only, -SkipCertificateCheck accepts any certificate.";
}
