using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenStackImage.Configuration;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes -Cloud with the clouds of clouds.yaml (or of -ConfigFile); the tool tip shows the URL, or the error of the cloud's entry. It
/// only reads files, and never throws.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CloudCompleter : IArgumentCompleter
{
    private const string CurrentFileSystemLocation = "$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var configured = ReadClouds(fakeBoundParameters);
        return configured.Clouds.Select(cloud => (cloud.Name, ToolTip: cloud.AuthUrl?.ToString() ?? cloud.Name))
            .Concat(configured.Failures.Select(failed => (failed.Name, ToolTip: failed.Failure.Message)))
            .Where(cloud => Word.Starts(cloud.Name, wordToComplete))
            .OrderBy(cloud => cloud.Name, StringComparer.OrdinalIgnoreCase)
            .Select(cloud => Word.Result(cloud.Name, cloud.ToolTip))
            .ToArray();
    }

    /// <summary>Returns the clouds of clouds.yaml, or of -ConfigFile; none if the file cannot be read.</summary>
    internal static ConfiguredClouds ReadClouds(IDictionary? boundParameters)
    {
        try
        {
            var sources = ConfigurationSources.OfThisProcess(Path.GetFullPath(Folder()));
            return ConfiguredClouds.Read(boundParameters?["ConfigFile"] as string, sources);
        }
        catch (Exception exception) when (exception is OpenStackException or ArgumentException)
        {
            return new ConfiguredClouds([], [], []);
        }
    }

    /// <summary>Returns the user's current folder, which is not the process's.</summary>
    private static string Folder()
    {
        try
        {
            return ScriptBlock.Create(CurrentFileSystemLocation).InvokeReturnAsIs() is { } path
                ? LanguagePrimitives.ConvertTo<string>(path)
                : Environment.CurrentDirectory;
        }
        catch (RuntimeException)
        {
            // A constrained session without a FileSystem provider, or without the language.
            return Environment.CurrentDirectory;
        }
    }
}
