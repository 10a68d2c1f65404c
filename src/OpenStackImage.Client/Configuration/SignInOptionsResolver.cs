using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>
/// Puts together what was given, what the variables say and what the files say, in this order: a parameter wins over a variable, a variable over a
/// file.
/// </summary>
internal sealed class SignInOptionsResolver(ConfigurationSources sources)
{
    private readonly List<string> _warnings = [];

    /// <summary>What should be told to the user, once.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <param name="given">The parameters.</param>
    /// <param name="cloud">The cloud that the user named; null where none was.</param>
    /// <param name="configFile">The file of clouds that the user named; null searches for it.</param>
    /// <exception cref="OpenStackException">A file or a variable is not as it should be, or the cloud is not found.</exception>
    public SignInOptions Resolve(SignInOptions given, string? cloud, string? configFile)
    {
        var namesCloud = cloud is not null || configFile is not null;
        if (!namesCloud && given.IsPinned)
        {
            return given;
        }

        var name = cloud ?? (given.AuthUrl is null ? sources.Variable(OpenRc.Cloud) : null);
        if (name == OpenRc.NameOfCloud(sources))
        {
            return given.WithFallback(FromVariables()) with { CloudName = name };
        }

        if (name is null && (given.AuthUrl is not null || (configFile is null && OpenRc.DescribesCloud(sources))))
        {
            return given.WithFallback(VariablesFor(given.AuthUrl));
        }

        var files = CloudsYaml.Read(configFile, sources);
        name ??= OnlyCloud(files);
        if (name is null)
        {
            _warnings.AddRange(files.Warnings);
            return given.WithFallback(FromVariables());
        }

        var entry = files.Cloud(name, given.Region ?? sources.Variable(OpenRc.Region));
        _warnings.AddRange(files.Warnings);
        var fromFile = Read(entry) with { CloudName = name };
        return given.WithFallback(VariablesFor(given.AuthUrl ?? fromFile.AuthUrl)).WithFallback(fromFile);
    }

    /// <summary>The variables, unless they describe a cloud at another address: else a password of one would go to the other.</summary>
    private SignInOptions VariablesFor(Uri? authUrl)
    {
        var variables = FromVariables();
        if (authUrl is null || variables.AuthUrl is null || ServiceAddress.Unversioned(authUrl) == ServiceAddress.Unversioned(variables.AuthUrl))
        {
            return variables;
        }

        _warnings.Add($"{OpenRc.AuthUrl} is the address of another cloud than {authUrl}, so that the OS_* variables were left aside.");
        return new SignInOptions { Region = variables.Region };
    }

    private static string? OnlyCloud(CloudsYaml files)
        => files.Names.Count == 0 ? null : files.Names.Count == 1 ? files.Names[0] : throw new SignInOptionsException(
            $"Several clouds are configured in {files.File}: {string.Join(", ", files.Names)}. Choose one with -Cloud or {OpenRc.Cloud}.");

    private SignInOptions FromVariables() => Read(OpenRc.Read(sources));

    private SignInOptions Read(CloudEntry settings)
    {
        if (settings.NotSupported.Count > 0)
        {
            _warnings.Add($"The cloud '{settings.Name}' has settings that this module does not heed: {string.Join(", ", settings.NotSupported)}.");
        }

        return CloudEntryReader.Read(settings, sources);
    }
}
