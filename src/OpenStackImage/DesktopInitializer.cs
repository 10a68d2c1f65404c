#if NETFRAMEWORK
using System.Management.Automation;
using System.Net;
using System.Reflection;

namespace OpenStackImage;

/// <summary>
/// What Windows PowerShell needs before the first cmdlet runs. It has no load contexts and no binding redirects for modules, so the module's own
/// assemblies ask for each other here; and on older Windows it would not offer TLS 1.2.
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

    /// <summary>Answers only the module's own assemblies, so that no other module gets what it did not bring.</summary>
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
