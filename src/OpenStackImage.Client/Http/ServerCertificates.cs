using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenStackImage.Http;

/// <summary>
/// Decides whether a server is who it says it is: by the system's authorities, or by those of a file and no others. What is wrong is said
/// in the
/// exception.
/// </summary>
internal sealed class ServerCertificates(ConnectionOptions options)
{
    /// <summary>The extended key usage of a server's certificate (RFC 5280, 4.2.1.12).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection? _authorities
        = options.CaCertificate is null || options.SkipsCertificateCheck ? null : CertificateFile.Read(options.CaCertificate);

    /// <summary>True once a server has shown who it is.</summary>
    public bool HasBelieved { get; private set; }

#if NET
    /// <summary>True once a server has asked for a certificate of this side, and there was none to show.</summary>
    public bool LackedOwn { get; private set; }

    /// <summary>
    /// What a handler asks where this side has no certificate: first before the server has shown its own, again if the server wants one.
    /// </summary>
    public X509Certificate ShowNone(X509Certificate? server)
    {
        LackedOwn |= server is not null;
        return null!;
    }
#else
    /// <summary>
    /// True if a server was believed that may then have asked for a certificate of this side, and there is none: .NET Framework does not
    /// tell.
    /// </summary>
    public bool LackedOwn => HasBelieved && options.ClientCertificate is null;
#endif

    /// <summary>The check of a handler; it throws in place of saying no, because only so the reason is known.</summary>
    /// <exception cref="CertificateCheckException">The server is not who it says it is.</exception>
    public bool Check(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
        => HasBelieved = IsBelieved(certificate, chain, errors);

    private bool IsBelieved(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.SkipsCertificateCheck)
        {
            return true;
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            throw new CertificateCheckException("it shows no certificate.", "Check the address.");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            throw new CertificateCheckException($"its certificate is for another host ({certificate.Subject}).", "Sign in to the address that the certificate is for.");
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

        // Any authority passes the chain itself; the last one must be of the file.
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
            return new(FormattableString.Invariant($"its certificate ended on {certificate.NotAfter:yyyy-MM-dd}."), "The cloud's operators must renew it.");
        }

        if (DateTime.Now < certificate.NotBefore)
        {
            return new(FormattableString.Invariant($"its certificate begins on {certificate.NotBefore:yyyy-MM-dd}."), "Check the clock of this computer.");
        }

        var flaws = chain?.ChainStatus.Select(status => status.Status.ToString()).DefaultIfEmpty("UntrustedRoot") ?? ["UntrustedRoot"];
        return new(
            $"no authority that is trusted stands behind its certificate ({string.Join(", ", flaws)}; issued by {certificate.Issuer}).",
            "If that is an authority of your own, name its file with -CACertificate (cacert in clouds.yaml, OS_CACERT).");
    }
}

/// <summary>What is wrong with a server's certificate, on its way out of the handler.</summary>
/// <param name="reason">What is wrong, as the end of a sentence.</param>
/// <param name="mend">What mends it properly.</param>
internal sealed class CertificateCheckException(string reason, string mend) : System.Security.Authentication.AuthenticationException(reason)
{
    public string RecommendedAction { get; } = mend + " Where it does not matter who answers, -SkipCertificateCheck takes any certificate.";
}
