using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>
/// Combines the parameters, the variables and the files: a parameter takes precedence over a variable, and a variable over a file.
/// </summary>
/// <param name="sources">The variables and folders.</param>
internal sealed class SignInOptionsResolver(ConfigurationSources sources)
{
    private readonly List<string> _warnings = [];

    /// <summary>The warnings for the user, which are written once.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <param name="given">The parameters.</param>
    /// <param name="cloud">The cloud that the user specified; null for none.</param>
    /// <param name="configFile">The clouds.yaml that the user specified; null to search for it.</param>
    /// <param name="observer">Is notified of the request for a profile that a cloud has by URL.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OpenStackException">
    /// A file or a variable is not valid, the cloud is not found, or a parameter cannot be applied.
    /// </exception>
    public async Task<SignInOptions> ResolveAsync(
        SignInOptions given, string? cloud, string? configFile, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var options = await CombineAsync(given, cloud, configFile, observer, cancellationToken).ConfigureAwait(false);
        SignInOptionsRules.Require(given, options);
        if (options.IsBoundToProject && options.Scope.IsGiven)
        {
            _warnings.Add("The application credential determines the project. The project or other scope in the OS_* variables or in "
                + "clouds.yaml is not used.");
        }

        _warnings.AddRange(UnencryptedSecrets.Warnings(options));
        return options;
    }

    private async Task<SignInOptions> CombineAsync(
        SignInOptions given, string? cloud, string? configFile, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (cloud is null && configFile is null && given.IsPinned)
        {
            return given;
        }

        var name = cloud ?? (given.AuthUrl is null && configFile is null ? sources.Variable(OpenRc.Cloud) : null);
        if (configFile is null && name == OpenRc.NameOfCloud(sources))
        {
            return given.WithFallback(FromVariables()) with { CloudName = name };
        }

        if (configFile is null && name is null && (given.AuthUrl is not null || OpenRc.DescribesCloud(sources)))
        {
            return given.WithFallback(VariablesFor(given.AuthUrl));
        }

        var files = CloudsYaml.Read(configFile, sources);
        name ??= sources.Variable(OpenRc.Cloud) is { } chosen && files.Names.Contains(chosen) ? chosen : OnlyCloud(files);
        if (name is null)
        {
            _warnings.AddRange(files.Warnings);
            return given.WithFallback(FromVariables());
        }

        await DownloadProfileAsync(files, name, given, observer, cancellationToken).ConfigureAwait(false);
        var entry = files.Cloud(name, given.Region ?? sources.Variable(OpenRc.Region));
        _warnings.AddRange(files.Warnings);
        var fromFile = Read(entry) with { CloudName = name };
        return given.WithFallback(VariablesFor(given.AuthUrl ?? fromFile.AuthUrl)).WithFallback(fromFile);
    }

    /// <summary>Adds the profile of a cloud that specifies it by URL.</summary>
    private async Task DownloadProfileAsync(
        CloudsYaml files, string name, SignInOptions given, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (files.ProfileUrl(name) is { } profileUrl)
        {
            var connection = given.Connection.WithFallback(CloudEntryReader.Read(files.Cloud(name, null), sources).Connection);
            var profile = await ProfileDownload.ReadAsync(profileUrl, connection, _warnings, observer, cancellationToken)
                .ConfigureAwait(false);
            files.AddProfile(name, profile);
        }
    }

    /// <summary>
    /// Returns the variables, unless they describe a cloud with another URL: otherwise a password for one cloud would be sent to the other.
    /// </summary>
    private SignInOptions VariablesFor(Uri? authUrl)
    {
        var variables = FromVariables();
        if (authUrl is null
            || variables.AuthUrl is null
            || ServiceAddress.Unversioned(authUrl) == ServiceAddress.Unversioned(variables.AuthUrl))
        {
            return variables;
        }

        _warnings.Add($"{OpenRc.AuthUrl} is not the URL of this cloud ({authUrl}), so the OS_* variables are ignored.");
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
            _warnings.Add($"The cloud '{settings.Name}' has settings that this module does not support: "
                + $"{string.Join(", ", settings.NotSupported)}.");
        }

        return CloudEntryReader.Read(settings, sources);
    }
}
