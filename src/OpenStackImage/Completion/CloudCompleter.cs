using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenStackImage.Configuration;

namespace OpenStackImage.Completion;

/// <summary>Completes -Cloud with the clouds of clouds.yaml (or of -ConfigFile); the tool tip has the address. It reads files only, and never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CloudCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var folder = Path.GetFullPath(Folder());
            return ConfiguredClouds.List(fakeBoundParameters?["ConfigFile"] as string, ConfigurationSources.OfThisProcess(folder)).Clouds
                .Where(cloud => Word.Starts(cloud.Name, wordToComplete))
                .OrderBy(cloud => cloud.Name, StringComparer.OrdinalIgnoreCase)
                .Select(cloud => Word.Result(cloud.Name, cloud.AuthUrl?.ToString() ?? cloud.Name))
                .ToArray();
        }
        catch (Exception exception) when (exception is OpenStackException or RuntimeException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>The folder in which the user stands, which is not the process's.</summary>
    private static string Folder()
        => ScriptBlock.Create("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").InvokeReturnAsIs() is { } path
            ? LanguagePrimitives.ConvertTo<string>(path)
            : Environment.CurrentDirectory;
}
