using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>Lists the clouds that Connect-OpenStack finds, with the files they come from and without their secrets.</summary>
internal static class ConfiguredClouds
{
    /// <param name="configFile">The file of clouds that the user named; null searches for it.</param>
    /// <exception cref="ConfigurationFileException">A file is broken.</exception>
    public static (IReadOnlyList<OpenStackCloud> Clouds, IReadOnlyList<string> Warnings) List(string? configFile, ConfigurationSources sources)
    {
        var files = CloudsYaml.Read(configFile, sources);
        var hasVariables = configFile is null && OpenRc.DescribesCloud(sources);
        var chosen = sources.Variable(OpenRc.Cloud)
            ?? (hasVariables ? OpenRc.NameOfCloud(sources) : files.Names.Count == 1 ? files.Names[0] : null);
        var clouds = files.Names.Select(name => Describe(files.Cloud(name, null), files.File, chosen, sources)).ToList();
        if (hasVariables)
        {
            clouds.Add(Describe(OpenRc.Read(sources), null, chosen, sources));
        }

        return (clouds, files.Warnings);
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
