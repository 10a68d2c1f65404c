using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Configuration;

namespace OpenStackImage.Sessions;

/// <summary>Lists the clouds of clouds.yaml and of the OS_* variables, and where each was found. It shows no secret and sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackCloud")]
[OutputType(typeof(OpenStackCloud))]
public sealed class GetOpenStackCloudCommand : AsyncCommand
{
    /// <summary>Shows the clouds of these names only; wildcards may be used.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The file of clouds to read in place of the first clouds.yaml that is found.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigFile { get; set; }

    private protected override bool StopsAtError => true;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var sources = ConfigurationSources.OfThisProcess(ConfigurationFolder.Of(this));
        var file = ConfigFile is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigFile);
        Start(file, async writer =>
        {
            var patterns = Name.Select(name => NamePattern.Of(name)).ToArray();
            writer.WriteVerbose($"Files are looked for in: {string.Join(", ", sources.Folders)}");
            var (clouds, warnings) = ConfiguredClouds.List(file, sources);
            foreach (var cloud in clouds.Where(cloud => patterns.Any(pattern => pattern.IsMatch(cloud.Name))))
            {
                await writer.WriteAsync(cloud).ConfigureAwait(false);
            }

            foreach (var warning in warnings)
            {
                writer.WriteWarning(warning);
            }
        });
        base.EndProcessing();
    }
}
