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
    private const string CachedByKeystone = "A process of Keystone 27 still accepts a token that another process has revoked.";
    private const string Kestrel = "Kestrel refuses %00 in a path with 400 before any code of ours sees it.";
    private const string Stores
        = "The recorded Glance named its staging stores among the stores; others name those one can write to, as we do.";
    private const string Race = "A summary of eight requests at once; SharingTests plays that scene.";
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

    /// <summary>The exchanges, in their order.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges { get; } = RecordedExchange.Load(File);

    /// <summary>The release of a name.</summary>
    public static Release Of(string name) => name == Zed.Name ? Zed : Epoxy;
}
