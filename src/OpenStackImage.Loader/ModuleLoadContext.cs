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

    private static readonly ConcurrentDictionary<string, ModuleLoadContext> Contexts = new(StringComparer.Ordinal);

    /// <summary>
    /// The folder of the module, and those of its copies: the first one may be deleted before all its assemblies are used.
    /// </summary>
    private readonly ConcurrentQueue<string> _folders;

    private readonly Lazy<Assembly[]> _assemblies;

    static ModuleLoadContext() => Default.Resolving += (_, name) => Resolve(name);

    private ModuleLoadContext(string folder)
        : base($"{MainAssembly} ({folder})")
    {
        _folders = new ConcurrentQueue<string>([folder]);
        _assemblies = new Lazy<Assembly[]>(
            () => [.. PublicAssemblies.Select(
                name => LoadFromFolder(name) ?? throw new FileNotFoundException($"{name}.dll is missing in {folder}."))]);
    }

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
        var context = Contexts.GetOrAdd(identity, _ => new ModuleLoadContext(path));
        if (!context._folders.Contains(path))
        {
            context._folders.Enqueue(path);
        }

        return context._assemblies.Value;
    }

    /// <summary>
    /// Returns the module's assembly of a name. PowerShell names types with their assembly where it writes a function around a cmdlet, as
    /// it does for a JEA role that lists parameters, and looks for the assembly in the default context.
    /// </summary>
    private static Assembly? Resolve(AssemblyName name)
        => PublicAssemblies.Contains(name.Name)
            ? Contexts.Values.Select(context => context._assemblies).Where(assemblies => assemblies.IsValueCreated)
                .SelectMany(assemblies => assemblies.Value)
                .FirstOrDefault(
                    assembly => assembly.GetName().Name == name.Name
                        && (name.Version is null || assembly.GetName().Version == name.Version))
            : null;

    private Assembly? LoadFromFolder(string? name)
        => _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists) is { } path
            ? LoadFromAssemblyPath(path)
            : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        return LoadFromFolder(assemblyName.Name);
    }
}
