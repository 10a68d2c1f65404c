namespace OpenStackImage.LocalCloud;

/// <summary>The request data by which a fault selects a request.</summary>
/// <param name="Service">identity or image.</param>
/// <param name="Method">GET, POST, ...</param>
/// <param name="Path">The path below the service's prefix as it was received: /v2/images, /v3/auth/tokens.</param>
/// <param name="Query">The query as it was received, without the question mark.</param>
/// <param name="Ordinal">1 for the first request after the last <see cref="FaultPlan.Clear"/>, counted over both services.</param>
public readonly record struct FaultedRequest(string Service, string Method, string Path, string Query, long Ordinal);
