using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>The clouds that Connect-OpenStack finds, with the files that define them and without their secrets.</summary>
/// <param name="Clouds">The clouds that can be used.</param>
/// <param name="Failures">The names of the clouds whose entries cannot be used, and why.</param>
/// <param name="Warnings">The warnings for the user.</param>
internal sealed record ConfiguredClouds(
    IReadOnlyList<OpenStackCloud> Clouds, IReadOnlyList<(string Name, OpenStackException Failure)> Failures, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads the files and variables. An entry that cannot be used is one failure; the others are listed.</summary>
    /// <param name="configFile">The clouds.yaml that the user specified; null to search for it.</param>
    /// <param name="sources">The variables and folders.</param>
    /// <exception cref="ConfigurationFileException">A file is not valid as a whole.</exception>
    public static ConfiguredClouds Read(string? configFile, ConfigurationSources sources)
    {
        var files = CloudsYaml.Read(configFile, sources);
        var hasVariables = configFile is null && OpenRc.DescribesCloud(sources);
        var chosen = sources.Variable(OpenRc.Cloud)
            ?? (hasVariables ? OpenRc.NameOfCloud(sources) : files.Names.Count == 1 ? files.Names[0] : null);
        var clouds = new List<OpenStackCloud>();
        var failures = new List<(string, OpenStackException)>();
        foreach (var name in files.Names)
        {
            Add(name, files.File, () => files.Cloud(name, null));
        }

        if (hasVariables)
        {
            Add(OpenRc.NameOfCloud(sources), null, () => OpenRc.Read(sources));
        }

        return new ConfiguredClouds(clouds, failures, files.Warnings);

        void Add(string name, string? path, Func<CloudEntry> read)
        {
            try
            {
                clouds.Add(Describe(read(), path, chosen, sources));
            }
            catch (OpenStackException failure)
            {
                failures.Add((name, failure));
            }
        }
    }

    private static OpenStackCloud Describe(CloudEntry settings, string? path, string? chosen, ConfigurationSources sources)
    {
        var options = CloudEntryReader.Read(settings, sources);
        var regions = settings.Regions().Select(region => region.Name).ToArray();
        return new OpenStackCloud
        {
            Name = settings.Name,
            AuthUrl = options.AuthUrl,
            AuthType = options.EffectiveAuthType.Name(),
            UserName = options.User.Name ?? options.User.Id,
            ProjectName = options.Scope.ProjectName ?? options.Scope.ProjectId,
            Regions = regions.Length > 0 ? regions : new[] { options.Region }.OfType<string>().ToArray(),
            Profile = settings.Text(SettingNames.Profile, SettingNames.OlderProfile),
            Path = path,
            IsDefault = settings.Name == chosen,
        };
    }
}
