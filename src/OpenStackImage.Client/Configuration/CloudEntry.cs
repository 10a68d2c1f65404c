using System.Text.RegularExpressions;

namespace OpenStackImage.Configuration;

/// <summary>
/// The settings of one cloud, from files or from variables. A value is looked for beside <c>auth</c> first and inside it then, as the openstack
/// client does.
/// </summary>
internal sealed class CloudEntry
{
    private static readonly Regex Placeholder = new(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly ConfigurationNode _root;
    private readonly IReadOnlyDictionary<string, ConfigurationNode> _auth;

    public CloudEntry(string name, ConfigurationNode root)
    {
        Name = name;
        _root = root;
        _auth = root.Entries!.TryGetValue(SettingNames.Auth, out var auth) ? auth.RequireEntries(SettingNames.Auth) : new Dictionary<string, ConfigurationNode>();
    }

    public string Name { get; }

    /// <summary>Those of <see cref="SettingNames.NotSupported"/> that are set.</summary>
    public IReadOnlyList<string> NotSupported
        => _root.Entries!.Concat(_auth).Where(entry => !entry.Value.IsEmpty && SettingNames.NotSupported.Contains(entry.Key)).Select(entry => entry.Key).Distinct().ToArray();

    /// <summary>The value under the first of these names that has one; null where none has.</summary>
    public ConfigurationNode? Find(params string[] names)
        => new[] { _root.Entries!, _auth }
            .SelectMany(place => names.Select(name => place.TryGetValue(name, out var value) ? value : null))
            .FirstOrDefault(value => value is { IsEmpty: false, Text: not "" });

    public string? Text(params string[] names) => Find(names)?.RequireText(names[0]);

    public bool? Boolean(params string[] names) => Find(names)?.RequireBoolean(names[0]);

    public IReadOnlyList<string>? Texts(params string[] names) => Find(names)?.RequireTexts(names[0]);

    /// <summary>A text in which {key} stands for another of the settings: profiles write their addresses so.</summary>
    public string? Template(params string[] names)
        => Text(names) is { } text ? Placeholder.Replace(text, match => Text(match.Groups[1].Value) ?? match.Value) : null;

    /// <summary>The regions that the cloud lists, each with what is different there; none where it lists none.</summary>
    /// <exception cref="ConfigurationFileException">An item is neither a name nor a mapping with name and values.</exception>
    public IReadOnlyList<(string Name, ConfigurationNode Values)> Regions()
    {
        if (Find(SettingNames.Regions) is not { } regions)
        {
            return [];
        }

        return (regions.Items ?? throw regions.Unexpected(SettingNames.Regions, "a list of regions")).Select(ReadRegion).ToArray();
    }

    public CloudEntry InRegion(ConfigurationNode? values) => values is null ? this : new CloudEntry(Name, _root.MergedOver(values));

    private static (string Name, ConfigurationNode Values) ReadRegion(ConfigurationNode region)
    {
        var name = region.Text ?? (region.Entries is { } entries && entries.TryGetValue(SettingNames.RegionName, out var named) ? named.Text : null)
            ?? throw region.Unexpected(SettingNames.Regions, "names, or mappings with 'name' and 'values'");
        var values = region.Entries is not null && region.Entries.TryGetValue(SettingNames.RegionValues, out var different)
            ? different.RequireEntries(SettingNames.RegionValues).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal)
            : new Dictionary<string, ConfigurationNode>();
        values["region_name"] = ConfigurationNode.Single(region.Place, name);
        return (name, ConfigurationNode.Mapping(region.Place, values));
    }
}
