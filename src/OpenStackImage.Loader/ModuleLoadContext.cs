using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace OpenStackImage.Loader;

/// <summary>
/// The load context of the module's assemblies on PowerShell 7. It is separate from that of the session, so that another module may load
/// any version of Flurl, Newtonsoft.Json or YamlDotNet. What is not in the module's folder (PowerShell, the framework) comes from the
/// session.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string MainAssembly = "OpenStackImage";

    /// <summary>What holds types that scripts name: the cmdlets and the client's objects and errors.</summary>
    private static readonly string[] PublicAssemblies = [MainAssembly, "OpenStackImage.Client"];

    private static readonly ConcurrentDictionary<string, Lazy<Assembly[]>> Loaded = new(StringComparer.Ordinal);

    private readonly string _folder;

    static ModuleLoadContext() => Default.Resolving += (_, name) => Resolve(name);

    private ModuleLoadContext(string folder)
        : base($"{MainAssembly} ({folder})") => _folder = folder;

    /// <summary>
    /// Loads the module from a folder; a second call gives the same assemblies, so that its types and its sessions stay the same. So does a
    /// call for a copy in another folder: PowerShell keeps what it learns of a cmdlet's parameters by the full name of its type and
    /// assembly (CommandMetadata.Get), for the whole process, and would bind the parameters of one copy to the cmdlets of the other.
    /// </summary>
    /// <param name="folder">The full path of the folder that holds OpenStackImage.dll and its dependencies.</param>
    /// <returns>The assemblies to import: PowerShell resolves type names only in those.</returns>
    /// <exception cref="FileNotFoundException">They are not there.</exception>
    public static Assembly[] Load(string folder)
    {
        var path = Path.GetFullPath(folder);
        var identity = AssemblyName.GetAssemblyName(Path.Combine(path, MainAssembly + ".dll")).FullName;
        return Loaded.GetOrAdd(identity, _ => new Lazy<Assembly[]>(() => LoadPublicAssemblies(path))).Value;
    }

    /// <summary>
    /// Returns the module's assembly of a name. PowerShell names types with their assembly where it writes a function around a cmdlet, as
    /// it does for a JEA role that lists parameters, and looks for the assembly in the default context.
    /// </summary>
    private static Assembly? Resolve(AssemblyName name)
        => PublicAssemblies.Contains(name.Name)
            ? Loaded.Values.Where(assemblies => assemblies.IsValueCreated).SelectMany(assemblies => assemblies.Value)
                .FirstOrDefault(
                    assembly => assembly.GetName().Name == name.Name
                        && (name.Version is null || assembly.GetName().Version == name.Version))
            : null;

    private static Assembly[] LoadPublicAssemblies(string folder)
    {
        var context = new ModuleLoadContext(folder);
        return [.. PublicAssemblies.Select(name => context.LoadFromAssemblyPath(Path.Combine(folder, name + ".dll")))];
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
