using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// The module's assemblies as a shell loads them: in a separate load context, so that their types differ from the referenced ones.
/// </summary>
internal sealed class ModuleAssembly
{
    private ModuleAssembly(Assembly cmdlets, Assembly client) => (Cmdlets, Client) = (cmdlets, client);

    public Assembly Cmdlets { get; }

    public Assembly Client { get; }

    /// <summary>Every cmdlet class with its attribute.</summary>
    public IReadOnlyList<(Type Type, CmdletAttribute Cmdlet)> Commands
        =>
        [
            .. Cmdlets.GetExportedTypes()
                .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()!))
                .Where(command => command.Cmdlet is not null),
        ];

    /// <summary>Every cmdlet that has -Session.</summary>
    public IReadOnlyList<(string Name, Type Type)> OfSession
        =>
        [
            .. Commands
                .Where(command => command.Type.GetProperty("Session") is not null)
                .Select(command => (NameOf(command.Cmdlet), command.Type)),
        ];

    /// <summary>The types of the module that cmdlets declare as output types.</summary>
    public IReadOnlyList<Type> OutputTypes
        => [.. Commands
            .SelectMany(command => command.Type.GetCustomAttributes<OutputTypeAttribute>())
            .SelectMany(output => output.Type)
            .Select(output => output.Type)
            .Where(type => type is not null && type.Assembly.GetName().Name!.StartsWith("OpenStackImage", StringComparison.Ordinal))
            .Distinct()];

    public static ModuleAssembly Of(Shell shell)
    {
        var cmdlets = ((Type)shell.Run("(Get-Command Get-OSImage).ImplementingType").Single().BaseObject).Assembly;
        var client = ((Type)shell.Run("[OpenStackImage.Image]").Single().BaseObject).Assembly;
        return new ModuleAssembly(cmdlets, client);
    }

    /// <summary>Returns the name of the command of a cmdlet class.</summary>
    public static string NameOf(CmdletAttribute cmdlet) => $"{cmdlet.VerbName}-{cmdlet.NounName}";
}
