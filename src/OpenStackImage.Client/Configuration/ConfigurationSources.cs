using System.Collections;

namespace OpenStackImage.Configuration;

/// <summary>
/// The sources of a configuration: the variables of this process, and the files that are found relative to the user's current folder.
/// </summary>
/// <param name="variables">The variables as they were at the start of the command.</param>
/// <param name="currentFolder">The user's current folder, which need not be the process's.</param>
internal sealed class ConfigurationSources(IReadOnlyDictionary<string, string> variables, string currentFolder)
{
    public IEnumerable<KeyValuePair<string, string>> Variables => variables.Where(variable => variable.Value.Length > 0);

    public IReadOnlyList<string> Folders => ConfigurationFolders.OfThisMachine(currentFolder, Variable);

    public static ConfigurationSources OfThisProcess(string currentFolder)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>();
        return new(variables.ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""), currentFolder);
    }

    /// <summary>Returns the value of a variable; null if it is not set or empty.</summary>
    public string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Returns the absolute path of a path that the user specified.</summary>
    public string Expand(string path) => ConfigurationFolders.Expand(path, currentFolder, Variable);
}
