namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>A release of OpenStack whose exchanges are recorded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file of the exchanges.</param>
/// <param name="ImageApiMinor">Its minor version of Image API 2.</param>
/// <param name="OfferedNameLength">The length of the name of the image that another project had shared with demo.</param>
/// <param name="Differences">The recorded exchanges to which the local cloud responds differently, with the reason.</param>
internal sealed record Release(
    string Name, string File, int ImageApiMinor, int OfferedNameLength, IReadOnlyDictionary<int, string> Differences)
{
    private const string Cached
        = "A real Glance worker that has the revoked token in its cache still takes it; here a revoked token is revoked.";
    private const string PathOfServer = "uwsgi resolves \"..\" in a path before Glance sees it.";
    private const string KeyOrder
        = "A newer jsonschema prints the keys of a schema in their order; the local cloud sorts them, as older ones do.";
    private const string RolesOfCredential
        = "Keystone 30 gave the credential the role reader only; older ones gave it member, too, as the local cloud does.";
    private const string CachedByKeystone = "A process of Keystone still accepts a token that another process has revoked.";
    private const string Kestrel = "Kestrel refuses %00 in a path with 400 before any code of ours sees it.";
    private const string Stores
        = "The recorded Glance named its staging stores among the stores; others name those one can write to, as we do.";
    private const string Race = "A summary of eight concurrent requests; SharingTests tests this case.";
    private const string MySql
        = "The database of the recorded Glance is MySQL; the local cloud has the limits and the case sensitivity of SQLite.";

    /// <summary>Keystone 22 and Glance 25, with SQLite.</summary>
    public static Release Zed { get; } = new(
        "Zed",
        "exchanges.json",
        16,
        314,
        new Dictionary<int, string> { [38] = Cached, [55] = Kestrel, [141] = Stores, [182] = Race });

    /// <summary>Keystone 27 and Glance 30, with MySQL. Recorded by record.py.</summary>
    public static Release Epoxy { get; } = new(
        "Epoxy",
        "exchanges-epoxy.json",
        17,
        255,
        new Dictionary<int, string>
        {
            [37] = Cached,
            [39] = CachedByKeystone,
            [55] = Kestrel,
            [59] = MySql,
            [87] = MySql,
            [141] = Stores,
            [182] = Race,
        });

    /// <summary>Keystone 30 and Glance 33 under uwsgi, with MySQL. Recorded by record.py.</summary>
    public static Release Hibiscus { get; } = new(
        "Hibiscus",
        "exchanges-hibiscus.json",
        18,
        255,
        new Dictionary<int, string>
        {
            [36] = Cached,
            [37] = Cached,
            [38] = Cached,
            [39] = CachedByKeystone,
            [46] = PathOfServer,
            [55] = Kestrel,
            [59] = MySql,
            [87] = MySql,
            [141] = Stores,
            [142] = KeyOrder,
            [145] = KeyOrder,
            [147] = KeyOrder,
            [148] = KeyOrder,
            [181] = KeyOrder,
            [182] = Race,
            [185] = RolesOfCredential,
            [186] = RolesOfCredential,
        });

    /// <summary>The releases, the oldest first.</summary>
    public static IReadOnlyList<Release> All => [Zed, Epoxy, Hibiscus];

    /// <summary>The exchanges, in their order.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges { get; } = RecordedExchange.Load(File);

    /// <summary>The release of a name.</summary>
    public static Release Of(string name) => All.First(release => release.Name == name);
}
