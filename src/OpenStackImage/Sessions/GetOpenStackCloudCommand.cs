using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Configuration;

namespace OpenStackImage.Sessions;

/// <summary>
/// Lists the clouds that clouds.yaml and the OS_* variables define, with the source of each. The cmdlet shows no secrets and sends no
/// requests.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OpenStackCloud")]
[OutputType(typeof(OpenStackCloud))]
public sealed class GetOpenStackCloudCommand : CloudsFileCommand
{
    /// <summary>Specifies the names of the clouds to list. Wildcards are supported. Default: all clouds.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var sources = ConfigurationSources.OfThisProcess(CurrentFolder.Of(this));
        var file = OrStop(() => CurrentFolder.Resolve(this, ConfigFile));
        Start(file, async writer =>
        {
            var patterns = Name.Select(name => NamePattern.Of(name)).ToArray();
            writer.WriteVerbose($"Files are searched for in: {string.Join(", ", sources.Folders)}");
            var configured = ConfiguredClouds.Read(file, sources);
            foreach (var cloud in configured.Clouds.Where(cloud => Matches(cloud.Name)))
            {
                await writer.WriteAsync(cloud).ConfigureAwait(false);
            }

            foreach (var (name, failure) in configured.Failures.Where(failed => Matches(failed.Name)))
            {
                writer.WriteError(ErrorRecords.From(failure, name));
            }

            foreach (var warning in configured.Warnings)
            {
                writer.WriteWarning(warning);
            }

            var known = configured.Clouds.Select(cloud => cloud.Name).Concat(configured.Failures.Select(failed => failed.Name)).ToArray();
            foreach (var text in Name)
            {
                if (NamePattern.IsPlain(text, out var name) && !known.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    writer.WriteError(ErrorRecords.From(new CloudNotFoundException(
                        $"There is no cloud '{name}'. The clouds are: {string.Join(", ", known)}."), name));
                }
            }

            bool Matches(string name) => Array.Exists(patterns, pattern => pattern.IsMatch(name));
        });
        base.EndProcessing();
    }
}
