namespace OpenStackImage.Configuration;

/// <summary>How the services prove who they are, and how this side does.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>False takes whatever certificate a server shows.</summary>
    public bool? Verify { get; init; }

    /// <summary>A PEM file with the authorities to trust in place of the system's.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>This side's certificate: a PEM file, with or without its key, or a PKCS #12 file.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The PEM file of the certificate's key, if it stands in a file of its own.</summary>
    public string? ClientKey { get; init; }

    public bool SkipsCertificateCheck => Verify == false;

    public ConnectionOptions WithFallback(ConnectionOptions other) => new()
    {
        Verify = Verify ?? other.Verify,
        CaCertificate = CaCertificate ?? other.CaCertificate,
        ClientCertificate = ClientCertificate ?? other.ClientCertificate,
        ClientKey = ClientCertificate is null ? other.ClientKey : ClientKey,
    };
}
