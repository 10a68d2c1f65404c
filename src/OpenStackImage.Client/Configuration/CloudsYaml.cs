using OpenStackImage.Files;
using OpenStackImage.Http;

namespace OpenStackImage.Configuration;

/// <summary>
/// clouds.yaml with the values of secure.yaml and the profiles of clouds-public.yaml: the first file of each name that is found
/// (openstack/config/loader.py).
/// </summary>
internal sealed class CloudsYaml
{
    private const string Clouds = "clouds";
    private const string PublicClouds = "public-clouds";

    private readonly ConfigurationNode _clouds;
    private readonly ConfigurationNode _profiles;
    private readonly Dictionary<string, ConfigurationNode> _published = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    private CloudsYaml(string? configFile, ConfigurationSources sources)
    {
        if (configFile is not null && !System.IO.File.Exists(sources.Expand(configFile)))
        {
            throw LocalFile.NotFound(sources.Expand(configFile));
        }

        var required = configFile is null ? null : sources.Expand(configFile);
        (File, var clouds) = ReadFirst("clouds", sources, configFile ?? FromVariable(OpenRc.ConfigFile, sources), required);
        (SecureFile, var secure) = ReadFirst("secure", sources, FromVariable(OpenRc.SecureFile, sources));
        (PublicFile, var profiles) = ReadFirst("clouds-public", sources, null);
        _clouds = Section(clouds, Clouds).MergedOver(Section(secure, Clouds));
        _profiles = Section(profiles, PublicClouds);
        _warnings.AddRange(FileProtection.Warnings([(File, clouds), (SecureFile, secure)]));
    }

    /// <summary>The path of clouds.yaml; null if none was found.</summary>
    public string? File { get; }

    public string? SecureFile { get; }

    public string? PublicFile { get; }

    public IReadOnlyList<string> Names => [.. _clouds.Entries!.Keys];

    /// <summary>The warnings for the user, which are written once.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Finds and reads the files.</summary>
    /// <param name="configFile">The clouds.yaml that the user specified; null to search for it.</param>
    /// <param name="sources">The variables and folders.</param>
    /// <exception cref="ConfigurationFileException">A file is not valid.</exception>
    /// <exception cref="FileException">The specified file does not exist.</exception>
    public static CloudsYaml Read(string? configFile, ConfigurationSources sources) => new(configFile, sources);

    /// <summary>
    /// Returns the settings of a cloud. The settings of the region take precedence over those of the cloud, and those of the cloud over
    /// those of the profile.
    /// </summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="region">The region; null for the first region of the cloud.</param>
    /// <exception cref="CloudNotFoundException">No file has a cloud of this name.</exception>
    /// <exception cref="ConfigurationFileException">The cloud's entry is not valid.</exception>
    /// <exception cref="EndpointNotFoundException">The cloud lists regions, but not this one.</exception>
    public CloudEntry Cloud(string name, string? region)
    {
        if (!_clouds.Entries!.TryGetValue(name, out var cloud))
        {
            throw new CloudNotFoundException(File is null
                ? $"There is no cloud '{name}': no clouds.yaml was found. Get-OpenStackCloud -Verbose lists the folders that are searched."
                : $"{File} has no cloud '{name}'; it has: {ServerMessage.Shorten(string.Join(", ", Names.DefaultIfEmpty("none")))}.");
        }

        var own = new CloudEntry(name, cloud);
        var settings = WithProfile(own, cloud);
        var chosen = own.Regions() is { Count: > 0 } regions
            ? ChooseRegion(name, regions, region)
            : ChooseRegionOfProfile(own, settings, region);
        return settings.InRegion(chosen);
    }

    /// <summary>
    /// Returns the URL at which the profile of a cloud is published; null if the cloud has no profile, or specifies it by name.
    /// </summary>
    /// <exception cref="SignInOptionsException">It is not a URL of the form https://host.</exception>
    public Uri? ProfileUrl(string name)
        => _clouds.Entries!.TryGetValue(name, out var cloud) && ProfileOf(new CloudEntry(name, cloud)) is { } profile
            && !_profiles.Entries!.ContainsKey(profile)
                ? ProfileDownload.UrlOf(profile, name)
                : null;

    /// <summary>Sets the profile of a cloud that specifies it by URL.</summary>
    public void AddProfile(string name, ConfigurationNode profile) => _published[name] = profile;

    // "cloud" is an older key for the profile of the cloud.
    private static string? ProfileOf(CloudEntry cloud) => cloud.Text(SettingNames.Profile, SettingNames.OlderProfile);

    private CloudEntry WithProfile(CloudEntry cloud, ConfigurationNode node)
    {
        if (ProfileOf(cloud) is not { } profile)
        {
            return cloud;
        }

        if (_profiles.Entries!.TryGetValue(profile, out var entries))
        {
            return new CloudEntry(cloud.Name, ConfigurationNode.Mapping(entries.Place, entries.RequireEntries(profile)).MergedOver(node));
        }

        if (VendorProfiles.Find(profile) is { } vendor)
        {
            return new CloudEntry(cloud.Name, vendor.MergedOver(node));
        }

        if (_published.TryGetValue(cloud.Name, out var published))
        {
            return new CloudEntry(cloud.Name, published.MergedOver(node));
        }

        // Only a sign-in sends requests. Without one, the cloud is described only by the files.
        if (!profile.Contains("://"))
        {
            _warnings.Add($"The cloud '{cloud.Name}' has the profile '{profile}', which is neither built in nor in "
                + $"{PublicFile ?? "clouds-public.yaml (none was found)"}; the cloud is used without it.");
        }

        return cloud;
    }

    private static ConfigurationNode ChooseRegion(
        string cloud, IReadOnlyList<(string Name, ConfigurationNode Values)> regions, string? region)
        => region is null ? regions[0].Values : regions.FirstOrDefault(one => one.Name == region).Values
            ?? throw new EndpointNotFoundException(
                $"The cloud '{cloud}' has no region '{region}'; it lists: {string.Join(", ", regions.Select(one => one.Name))}. "
                    + "Choose with -Region.");

    /// <summary>A profile may be older than the newest region, so other regions are accepted, too.</summary>
    private static ConfigurationNode? ChooseRegionOfProfile(CloudEntry own, CloudEntry settings, string? region)
    {
        var regions = settings.Regions();
        region ??= own.Texts(SettingNames.Region) is [var first, ..] ? first : null;
        return regions.Count == 0 ? null
            : region is null ? regions[0].Values
            : regions.FirstOrDefault(one => one.Name == region).Values ?? CloudEntry.RegionNamed(region);
    }

    private (string? File, ConfigurationNode? Root) ReadFirst(
        string stem, ConfigurationSources sources, string? first, string? required = null)
    {
        var candidates = ConfigurationFolders.Candidates(sources.Folders, stem);
        var specified = first is null ? null : sources.Expand(first);
        foreach (var candidate in specified is null ? candidates : new[] { specified }.Concat(candidates))
        {
            try
            {
                if (System.IO.File.Exists(candidate) && (candidate == specified || FileProtection.IsTrusted(candidate, _warnings)))
                {
                    return (candidate, ConfigurationFile.Read(candidate));
                }
            }
            catch (FileException failure) when (candidate != required)
            {
                _warnings.Add($"{candidate} is skipped: {failure.Message}");
            }
            catch (FileException failure)
            {
                throw new ConfigurationFileException(failure.Message);
            }
        }

        return (null, null);
    }

    private string? FromVariable(string name, ConfigurationSources sources)
    {
        var file = sources.Variable(name);
        if (file is not null && !System.IO.File.Exists(sources.Expand(file)))
        {
            _warnings.Add($"{name} is set to {file}, which does not exist. The usual folders are searched.");
        }

        return file;
    }

    private static ConfigurationNode Section(ConfigurationNode? root, string name)
    {
        var entries = root is not null && root.Entries!.TryGetValue(name, out var section)
            ? section.RequireEntries(name)
            : new Dictionary<string, ConfigurationNode>();
        return ConfigurationNode.Mapping(
            name, entries.ToDictionary(entry => entry.Key, entry => entry.Value.WithUnderscores(), StringComparer.Ordinal));
    }
}
