using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes a region: for Connect-OpenStack with the regions that clouds.yaml lists for the cloud, and with those in the catalogs of
/// this runspace's sessions with that cloud; for other cmdlets with the regions in the catalog of the session. It sends no request, and
/// never throws.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RegionCompleter : IArgumentCompleter
{
    private const string ConnectCommand = "Connect-OpenStack";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var context = new CompletionContext(commandName, parameterName, fakeBoundParameters);
        var regions = string.Equals(commandName, ConnectCommand, StringComparison.OrdinalIgnoreCase)
            ? OfCloud(context, fakeBoundParameters)
            : OfSessions(context.Sessions);
        return regions
            .Where(region => Word.CanBeTyped(region.Name) && Word.Starts(region.Name, wordToComplete))
            .GroupBy(region => region.Name, StringComparer.Ordinal)
            .Select(same => Word.Result(same.Key, string.Join(", ", same.Select(region => region.Cloud).Distinct())))
            .OrderBy(result => result.CompletionText, StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    private static IEnumerable<(string Name, string Cloud)> OfCloud(CompletionContext context, IDictionary? boundParameters)
    {
        var name = context.Text("Cloud");
        var url = context.Text("AuthUrl");
        var configured = url is null
            ? CloudCompleter.ReadClouds(boundParameters).Clouds
                .Where(cloud => name is null ? cloud.IsDefault : cloud.Name == name).ToArray()
            : [];
        var urls = configured.Select(cloud => Comparable(cloud.AuthUrl?.AbsoluteUri)).Append(Comparable(url)).OfType<string>().ToArray();
        var sessions = SessionStore.OfThisRunspace.All.Where(
            session => (name is not null && session.CloudName == name) || urls.Contains(Comparable(session.AuthUrl?.AbsoluteUri)));
        return configured.SelectMany(cloud => cloud.Regions.Select(region => (region, cloud.Name))).Concat(OfSessions(sessions));
    }

    private static IEnumerable<(string Name, string Cloud)> OfSessions(IEnumerable<OpenStackSession> sessions)
        => sessions.SelectMany(session => session.ImageRegions.Select(region => (region, session.Cloud)));

    private static string? Comparable(string? url) => url?.TrimEnd('/');
}
