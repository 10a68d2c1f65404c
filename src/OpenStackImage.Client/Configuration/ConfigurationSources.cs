using System.Collections;

namespace OpenStackImage.Configuration;

/// <summary>What a configuration can come from: the variables of this process, and the files in reach of the folder in which the user stands.</summary>
/// <param name="variables">The variables as they were at the start of the command.</param>
/// <param name="currentFolder">The folder in which the user stands.</param>
internal sealed class ConfigurationSources(IReadOnlyDictionary<string, string> variables, string currentFolder)
{
    public IEnumerable<KeyValuePair<string, string>> Variables => variables.Where(variable => variable.Value.Length > 0);

    public IReadOnlyList<string> Folders => ConfigurationFolders.OfThisMachine(currentFolder, Variable);

    public static ConfigurationSources OfThisProcess(string currentFolder)
        => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""), currentFolder);

    /// <summary>The value of a variable; null where it is not set or empty.</summary>
    public string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A path as the user wrote it, made absolute.</summary>
    public string Expand(string path) => ConfigurationFolders.Expand(path, currentFolder, Variable);
}
