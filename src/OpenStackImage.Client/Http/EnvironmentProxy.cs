using System.Net;

namespace OpenStackImage.Http;

/// <summary>
/// The proxies that http_proxy, https_proxy, all_proxy and no_proxy name, as curl and the openstack client read them. .NET reads them once
/// in a process, and .NET Framework not at all. Requests to this machine never use one.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
#if NET
    /// <summary>The proxies that .NET can use.</summary>
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    private static readonly string[] Schemes = ["http"];
#endif

    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _direct;

    private EnvironmentProxy(Func<string, string?> read)
    {
        string? Value(string name) => read(name) is { Length: > 0 } lower
            ? lower
            : read(name.ToUpperInvariant()) is { Length: > 0 } upper
            ? upper
            : null;

        var all = Value("all_proxy");
        (_http, var httpLogin) = Parse("http_proxy", Value("http_proxy") ?? all);
        (_https, var httpsLogin) = Parse("https_proxy", Value("https_proxy") ?? all);
        _direct = (Value("no_proxy") ?? "").Split(',').Select(entry => entry.Trim()).Where(entry => entry.Length > 0).ToArray();

        // The credentials are separate from the address, so that no message about the proxy contains a password.
        var logins = new CredentialCache();
        var known = new[] { (Proxy: _http, Login: httpLogin), (Proxy: _https, Login: httpsLogin) }
            .Where(pair => pair.Proxy is not null && pair.Login is not null)
            .GroupBy(pair => pair.Proxy)
            .Select(group => group.First());
        foreach (var (proxy, login) in known)
        {
            logins.Add(proxy!, "Basic", login!);
        }

        Credentials = logins;
    }

    public ICredentials? Credentials { get; set; }

    /// <summary>Null where the variables name no proxy.</summary>
    /// <exception cref="SignInOptionsException">A variable is not a URL.</exception>
    public static EnvironmentProxy? Read(Func<string, string?> read)
        => new EnvironmentProxy(read) is { } proxy && (proxy._http ?? proxy._https) is not null ? proxy : null;

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Of(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || Of(host) is null || _direct.Any(entry => IsDirect(host, entry));

    private Uri? Of(Uri uri) => uri.Scheme == "https" ? _https : _http;

    private static bool IsDirect(Uri uri, string entry)
    {
        // A name with a port; an IPv6 address has more than one colon.
        if (entry.Split(':') is [var host, var port] && int.TryParse(port, out var number))
        {
            return number == uri.Port && IsDirect(uri, host);
        }

        var name = entry.TrimStart('*').TrimStart('.');
        return entry == "*"
            || IsInRange(uri.DnsSafeHost, entry)
            || string.Equals(uri.Host, name, StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An address in a range: 10.0.0.0/8.</summary>
    private static bool IsInRange(string host, string entry)
    {
        if (entry.Split('/') is not [var network, var length] || !int.TryParse(length, out var bits) || bits < 0
            || !IPAddress.TryParse(network, out var first)
            || !IPAddress.TryParse(host, out var address)
            || first.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        var (wanted, given) = (first.GetAddressBytes(), address.GetAddressBytes());
        return bits <= wanted.Length * 8
            && Enumerable.Range(0, bits).All(bit => ((wanted[bit / 8] ^ given[bit / 8]) & (0x80 >> (bit % 8))) == 0);
    }

    /// <exception cref="SignInOptionsException">The proxy cannot be used. The requests must not be sent without it.</exception>
    private static (Uri? Proxy, NetworkCredential? Login) Parse(string name, string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        if (!Uri.TryCreate(text.Contains("://") ? text : "http://" + text, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme))
        {
            throw new SignInOptionsException(
                $"The environment variable {name} or all_proxy is not a URL of the form http://host:port "
                    + $"({string.Join(", ", Schemes)}). Correct or remove it.");
        }

        var login = uri.UserInfo.Split([':'], 2);
        return (
            new Uri($"{uri.Scheme}://{uri.Authority}/"),
            uri.UserInfo.Length == 0
                ? null
                : new NetworkCredential(Uri.UnescapeDataString(login[0]), login.Length > 1 ? Uri.UnescapeDataString(login[1]) : ""));
    }
}
