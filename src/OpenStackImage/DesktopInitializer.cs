#if NETFRAMEWORK
using System.Management.Automation;
using System.Net;
using System.Reflection;

namespace OpenStackImage;

/// <summary>
/// Prepares Windows PowerShell before the first cmdlet runs. It has no load contexts and no binding redirects for modules, so the module's
/// own assemblies are resolved here; and older versions of Windows do not enable TLS 1.2 by default.
/// </summary>
public sealed class DesktopInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(DesktopInitializer).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport()
    {
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        if (ServicePointManager.SecurityProtocol != SecurityProtocolType.SystemDefault)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    /// <summary>Resolves only the module's own assemblies, so that other modules are not affected.</summary>
    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { IsDynamic: false } asking
            || !string.Equals(Path.GetDirectoryName(asking.Location), Folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var path = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
#endif
