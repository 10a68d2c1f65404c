using System.Security;
using System.Text;

namespace OpenStackImage.Identity;

/// <summary>A name and a secret as the value of the Authorization header (RFC 7617).</summary>
internal static class BasicCredential
{
    public static string Header(string name, SecureString secret)
        => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{AuthMethod.Reveal(secret)}"));
}
