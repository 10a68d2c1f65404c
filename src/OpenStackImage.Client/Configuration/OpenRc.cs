namespace OpenStackImage.Configuration;

/// <summary>The OS_* variables of an openrc file: OS_X is the key x of a cloud (openstack/config/loader.py).</summary>
internal static class OpenRc
{
    public const string AuthUrl = "OS_AUTH_URL";
    public const string Cloud = "OS_CLOUD";
    public const string CloudName = "OS_CLOUD_NAME";
    public const string ConfigFile = "OS_CLIENT_CONFIG_FILE";
    public const string Region = "OS_REGION_NAME";
    public const string SecureFile = "OS_CLIENT_SECURE_FILE";

    private const string Prefix = "OS_";
    private const string DefaultCloudName = "envvars";

    /// <summary>Variables that select a cloud but do not define one.</summary>
    private static readonly HashSet<string> Selectors = new(StringComparer.Ordinal) { Cloud, CloudName, ConfigFile, Region, SecureFile };

    /// <summary>Returns the name of the cloud that the variables describe.</summary>
    public static string NameOfCloud(ConfigurationSources sources) => sources.Variable(CloudName) ?? DefaultCloudName;

    /// <summary>True if the variables define a cloud, and do not only select one of the files.</summary>
    public static bool DescribesCloud(ConfigurationSources sources)
        => Variables(sources).Any(variable => !Selectors.Contains(variable.Key));

    public static CloudEntry Read(ConfigurationSources sources)
        => new(NameOfCloud(sources), ConfigurationNode.Mapping(
            "the OS_* variables",
            Variables(sources)
                .Where(variable => variable.Key != Cloud)
                .ToDictionary(
                    variable => variable.Key.Substring(Prefix.Length).ToLowerInvariant(),
                    variable => ConfigurationNode.Single(variable.Key, variable.Value),
                    StringComparer.Ordinal)));

    private static IEnumerable<KeyValuePair<string, string>> Variables(ConfigurationSources sources)
        => sources.Variables.Where(
            variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal) && variable.Key.Length > Prefix.Length);
}
