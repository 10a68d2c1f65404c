using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace OpenStackImage.Loader;

/// <summary>
/// Where the module's assemblies live on PowerShell 7: beside those of the session, so that another module may hold any version of
/// Flurl, Newtonsoft.Json or YamlDotNet. What is not in the module's folder (PowerShell, the framework) comes from the session.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string MainAssembly = "OpenStackImage";

    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.Ordinal);

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base($"{MainAssembly} ({folder})") => _folder = folder;

    /// <summary>Loads the module from a folder; a second call gives the same assembly, so that its types and its sessions stay the same.</summary>
    /// <param name="folder">The full path of the folder that holds OpenStackImage.dll and its dependencies.</param>
    /// <returns>OpenStackImage.dll.</returns>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static Assembly Load(string folder)
    {
        var path = Path.GetFullPath(folder);
        return Loaded.GetOrAdd(
            path,
            static key => new Lazy<Assembly>(() => new ModuleLoadContext(key).LoadFromAssemblyPath(Path.Combine(key, MainAssembly + ".dll")))).Value;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
