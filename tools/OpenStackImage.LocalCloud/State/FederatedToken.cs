namespace OpenStackImage.LocalCloud.State;

/// <summary>A token of an identity provider that Keystone accepts, and its user.</summary>
internal sealed record FederatedToken(string Provider, string Protocol, string UserId);
