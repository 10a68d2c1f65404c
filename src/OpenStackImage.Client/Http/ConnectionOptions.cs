namespace OpenStackImage.Http;

/// <summary>Whether the certificates of servers are checked.</summary>
internal enum CertificateCheck
{
    Required,
    Skipped,
}

/// <summary>How servers are authenticated, and how the client authenticates itself to them, when a TLS connection is opened.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>Null if nothing was specified. Certificates are then checked.</summary>
    public CertificateCheck? CertificateCheck { get; init; }

    /// <summary>The path of a PEM file with the authorities to trust instead of the system's.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>The path of the client's certificate: a PEM file, with or without its key, or a PKCS #12 file.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The path of the PEM file of the client certificate's key, if the key is in a separate file.</summary>
    public string? ClientKey { get; init; }

    public bool SkipsCertificateCheck => CertificateCheck == Http.CertificateCheck.Skipped;

    /// <summary>These options, with the values of <paramref name="other"/> for those that are not set.</summary>
    public ConnectionOptions WithFallback(ConnectionOptions other) => new()
    {
        // Authorities that are specified here are used even if the other options disable the certificate checks.
        CertificateCheck = CertificateCheck ?? (CaCertificate is null ? other.CertificateCheck : null),
        CaCertificate = CaCertificate ?? other.CaCertificate,
        ClientCertificate = ClientCertificate ?? other.ClientCertificate,
        ClientKey = ClientKey ?? (ClientCertificate is null ? other.ClientKey : null),
    };
}
