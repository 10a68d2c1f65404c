namespace OpenStackImage.LocalCloud.State;

/// <summary>A token of an identity provider that Keystone takes, and whom it stands for.</summary>
internal sealed record FederatedToken(string Provider, string Protocol, string UserId);
