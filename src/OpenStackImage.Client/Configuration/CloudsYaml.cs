namespace OpenStackImage.Configuration;

/// <summary>
/// clouds.yaml with secure.yaml over it and the profiles of clouds-public.yaml under it: the first file of each name that is found
/// (openstack/config/loader.py).
/// </summary>
internal sealed class CloudsYaml
{
    private const string Clouds = "clouds";
    private const string PublicClouds = "public-clouds";

    private readonly ConfigurationNode _clouds;
    private readonly ConfigurationNode _profiles;
    private readonly List<string> _warnings = [];

    private CloudsYaml(string? configFile, ConfigurationSources sources)
    {
        if (configFile is not null && !System.IO.File.Exists(sources.Expand(configFile)))
        {
            throw new ConfigurationFileException($"There is no file {sources.Expand(configFile)}, which -ConfigFile names.");
        }

        (File, var clouds) = ReadFirst("clouds", sources, configFile ?? FromVariable(OpenRc.ConfigFile, sources));
        (SecureFile, var secure) = ReadFirst("secure", sources, FromVariable(OpenRc.SecureFile, sources));
        (PublicFile, var profiles) = ReadFirst("clouds-public", sources, null);
        _clouds = Section(clouds, Clouds).MergedOver(Section(secure, Clouds));
        _profiles = Section(profiles, PublicClouds);
        _warnings.AddRange(FileProtection.Warnings(new[] { (File, clouds), (SecureFile, secure) }));
    }

    /// <summary>The file of clouds; null where none was found.</summary>
    public string? File { get; }

    public string? SecureFile { get; }

    public string? PublicFile { get; }

    public IReadOnlyList<string> Names => _clouds.Entries!.Keys.ToArray();

    /// <summary>What should be told to the user, once.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Finds and reads the files.</summary>
    /// <param name="configFile">The file of clouds that the user named; null searches for it.</param>
    /// <exception cref="ConfigurationFileException">A file is broken, or the one that was named does not exist.</exception>
    public static CloudsYaml Read(string? configFile, ConfigurationSources sources) => new(configFile, sources);

    /// <summary>One cloud: its profile, its own entries, those of the region, in the order in which they win.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="region">Null takes the first of the cloud's regions.</param>
    /// <exception cref="CloudNotFoundException">No file has a cloud of this name.</exception>
    /// <exception cref="EndpointNotFoundException">The cloud lists regions, and not this one.</exception>
    public CloudEntry Cloud(string name, string? region)
    {
        if (!_clouds.Entries!.TryGetValue(name, out var cloud))
        {
            throw new CloudNotFoundException(File is null
                ? $"There is no cloud '{name}': no clouds.yaml was found. Get-OpenStackCloud -Verbose tells where it is looked for."
                : $"{File} has no cloud '{name}'; it has: {string.Join(", ", Names)}.");
        }

        cloud.RequireEntries(name);
        var settings = new CloudEntry(name, WithProfile(cloud, name));
        return settings.InRegion(ChooseRegion(settings, region));
    }

    private ConfigurationNode WithProfile(ConfigurationNode cloud, string name)
    {
        // "cloud" is the older word; it names the cloud's profile, too.
        var profile = new CloudEntry(name, cloud).Text(SettingNames.Profile, SettingNames.OlderProfile);
        if (profile is null)
        {
            return cloud;
        }

        if (_profiles.Entries!.TryGetValue(profile, out var entries))
        {
            entries.RequireEntries(profile);
            return entries.MergedOver(cloud);
        }

        _warnings.Add(profile.Contains("://")
            ? $"The cloud '{name}' has its profile at '{profile}'. Profiles are not fetched; the cloud is used without it. Write what it says into an entry of clouds-public.yaml, and name that."
            : $"The cloud '{name}' has the profile '{profile}', which {PublicFile ?? "clouds-public.yaml (none was found)"} does not have; the cloud is used without it.");
        return cloud;
    }

    private ConfigurationNode? ChooseRegion(CloudEntry cloud, string? region)
    {
        var regions = cloud.Regions();
        if (regions.Count == 0)
        {
            return null;
        }

        return region is null ? regions[0].Values : regions.FirstOrDefault(one => one.Name == region).Values
            ?? throw new EndpointNotFoundException($"The cloud '{cloud.Name}' has no region '{region}'; {File} lists: {string.Join(", ", regions.Select(one => one.Name))}. Choose with -Region.");
    }

    private (string? File, ConfigurationNode? Root) ReadFirst(string stem, ConfigurationSources sources, string? first)
    {
        var candidates = ConfigurationFolders.Candidates(sources.Folders, stem);
        foreach (var candidate in first is null ? candidates : new[] { sources.Expand(first) }.Concat(candidates))
        {
            try
            {
                if (System.IO.File.Exists(candidate))
                {
                    return (candidate, ConfigurationFile.Read(candidate));
                }
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                _warnings.Add($"{candidate} could not be read and was passed over: {exception.Message}");
            }
        }

        return (null, null);
    }

    private string? FromVariable(string name, ConfigurationSources sources)
    {
        var file = sources.Variable(name);
        if (file is not null && !System.IO.File.Exists(sources.Expand(file)))
        {
            _warnings.Add($"{name} names {file}, which does not exist; the usual places are searched.");
        }

        return file;
    }

    private static ConfigurationNode Section(ConfigurationNode? root, string name)
    {
        var nothing = ConfigurationNode.Mapping(name, new Dictionary<string, ConfigurationNode>());
        if (root is null || !root.Entries!.TryGetValue(name, out var section) || section.IsEmpty)
        {
            return nothing;
        }

        return ConfigurationNode.Mapping(section.Place, section.RequireEntries(name).ToDictionary(entry => entry.Key, entry => entry.Value.WithUnderscores(), StringComparer.Ordinal));
    }
}
