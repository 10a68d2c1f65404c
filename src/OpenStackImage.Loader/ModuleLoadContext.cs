using System.Reflection;
using System.Runtime.Loader;

namespace OpenStackImage.Loader;

/// <summary>
/// The load context of the module's assemblies on PowerShell 7. It is separate from that of the session, so that another module may load
/// any version of Flurl, Newtonsoft.Json or YamlDotNet. What is not in the module's folder (PowerShell, the framework) comes from the
/// session.
/// </summary>
/// <remarks>
/// The first import of a process runs this code before the JIT compiler has seen any of it. Therefore, that path uses arrays and loops, no
/// LINQ and no lambda expressions: each of those is one more method to compile.
/// </remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    /// <summary>The name of the module, and of the assembly that holds its cmdlets.</summary>
    internal const string MainAssembly = "OpenStackImage";

    /// <summary>The assembly with the client's objects and errors, which scripts name, too.</summary>
    private const string ClientAssembly = "OpenStackImage.Client";

    private static readonly object Gate = new();

    /// <summary>The contexts of this process. A new array replaces it, so that it can be read without the lock.</summary>
    private static ModuleLoadContext[] _contexts = [];

    private readonly Assembly[] _assemblies;

    /// <summary>
    /// The folder of the module, and those of its copies: the first one may be deleted before all its assemblies are used. A new array
    /// replaces it, so that it can be read without the lock.
    /// </summary>
    private string[] _folders;

    static ModuleLoadContext() => Default.Resolving += Resolve;

    private ModuleLoadContext(string folder)
        : base($"{MainAssembly} ({folder})")
    {
        _folders = [folder];
        _assemblies = [LoadPublic(MainAssembly), LoadPublic(ClientAssembly)];
    }

    /// <summary>Whether this process has loaded the module before.</summary>
    internal static bool HasLoaded => _contexts.Length > 0;

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
        lock (Gate)
        {
            if (Find(path) is { } context)
            {
                if (Array.IndexOf(context._folders, path) < 0)
                {
                    context._folders = [.. context._folders, path];
                }

                return context._assemblies;
            }

            context = new ModuleLoadContext(path);
            _contexts = [.. _contexts, context];
            return context._assemblies;
        }
    }

    /// <summary>Returns the context that has loaded the same version from this or another folder, or null.</summary>
    private static ModuleLoadContext? Find(string folder)
    {
        if (!HasLoaded)
        {
            return null;
        }

        var identity = AssemblyName.GetAssemblyName(Path.Combine(folder, MainAssembly + ".dll")).FullName;
        return Array.Find(_contexts, context => context._assemblies[0].FullName == identity);
    }

    /// <summary>
    /// Returns the module's assembly of a name. PowerShell names types with their assembly where it writes a function around a cmdlet, as
    /// it does for a JEA role that lists parameters, and looks for the assembly in the default context.
    /// </summary>
    private static Assembly? Resolve(AssemblyLoadContext session, AssemblyName name)
    {
        foreach (var context in _contexts)
        {
            foreach (var assembly in context._assemblies)
            {
                var found = assembly.GetName();
                if (found.Name == name.Name && (name.Version is null || found.Version == name.Version))
                {
                    return assembly;
                }
            }
        }

        return null;
    }

    private Assembly LoadPublic(string name)
        => LoadFromFolder(name) ?? throw new FileNotFoundException($"{name}.dll is missing in {_folders[0]}.");

    private Assembly? LoadFromFolder(string? name)
    {
        foreach (var folder in _folders)
        {
            var path = Path.Combine(folder, name + ".dll");
            if (File.Exists(path))
            {
                return LoadFromAssemblyPath(path);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        return LoadFromFolder(assemblyName.Name);
    }
}
