using System.Text.RegularExpressions;

namespace OpenStackImage.Configuration;

/// <summary>
/// The settings of one cloud, from files or from variables. A value at the level of <c>auth</c> takes precedence over one inside it, as
/// in the openstack client.
/// </summary>
internal sealed class CloudEntry
{
    private static readonly Regex Placeholder = new(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private const string RegionKey = "region_name";

    private readonly ConfigurationNode _root;
    private readonly IReadOnlyDictionary<string, ConfigurationNode> _entries;
    private readonly IReadOnlyDictionary<string, ConfigurationNode> _auth;

    /// <exception cref="ConfigurationFileException">The entry, or <c>auth</c> inside it, is not a mapping.</exception>
    public CloudEntry(string name, ConfigurationNode root)
    {
        Name = name;
        _root = root;
        _entries = root.RequireEntries(name);
        _auth = _entries.TryGetValue(SettingNames.Auth, out var auth)
            ? auth.RequireEntries(SettingNames.Auth)
            : new Dictionary<string, ConfigurationNode>();
    }

    public string Name { get; }

    /// <summary>The settings that this module does not support (see <see cref="SettingNames.NotSupported"/>).</summary>
    public IReadOnlyList<string> NotSupported
        => [.. _entries.Concat(_auth).Where(entry => !entry.Value.IsEmpty && SettingNames.NotSupported.Contains(entry.Key))
            .Select(entry => entry.Key).Distinct()];

    /// <summary>Returns the value of the first of several names that has a value; null if none has.</summary>
    public ConfigurationNode? Find(params string[] names)
        => new[] { _entries, _auth }
            .SelectMany(place => names.Select(name => place.TryGetValue(name, out var value) ? value : null))
            .FirstOrDefault(value => value is { IsEmpty: false, Text: not "" });

    public string? Text(params string[] names) => Find(names)?.RequireText(names[0]);

    public bool IsTrue(params string[] names) => Find(names)?.RequireBoolean(names[0]) ?? false;

    public IReadOnlyList<string>? Texts(params string[] names) => Find(names)?.RequireTexts(names[0]);

    /// <summary>Returns a text in which each {key} is replaced by the setting of that name: the URLs of profiles have this form.</summary>
    public string? Template(params string[] names)
        => Text(names) is { } text ? Placeholder.Replace(text, match => Text(match.Groups[1].Value) ?? match.Value) : null;

    /// <summary>Returns the regions that the cloud lists, each with the settings that differ there.</summary>
    /// <exception cref="ConfigurationFileException">An item is neither a name nor a mapping with name and values.</exception>
    public IReadOnlyList<(string Name, ConfigurationNode Values)> Regions()
    {
        if (Find(SettingNames.Regions) is not { } regions)
        {
            return [];
        }

        var items = regions.Items ?? throw regions.Unexpected(SettingNames.Regions, "a list of regions");
        return [.. items.Select(ReadRegion)];
    }

    public CloudEntry InRegion(ConfigurationNode? values) => values is null ? this : new CloudEntry(Name, _root.MergedOver(values));

    private static (string Name, ConfigurationNode Values) ReadRegion(ConfigurationNode region)
    {
        var entries = region.Entries ?? new Dictionary<string, ConfigurationNode>();
        var name = region.Text ?? (entries.TryGetValue(SettingNames.RegionName, out var named) ? named.Text : null)
            ?? throw region.Unexpected(SettingNames.Regions, "names, or mappings with 'name' and 'values'");
        var values = entries.TryGetValue(SettingNames.RegionValues, out var different)
            ? different.RequireEntries(SettingNames.RegionValues)
            : new Dictionary<string, ConfigurationNode>();
        return (name, RegionNamed(name).MergedOver(ConfigurationNode.Mapping(region.Place, values)));
    }

    /// <summary>Returns the settings of a region that is known only by name.</summary>
    public static ConfigurationNode RegionNamed(string name)
    {
        var region = new Dictionary<string, ConfigurationNode> { [RegionKey] = ConfigurationNode.Single(name, name) };
        return ConfigurationNode.Mapping(name, region);
    }
}
