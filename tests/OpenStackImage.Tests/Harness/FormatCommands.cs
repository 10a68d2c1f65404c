using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// PowerShell's own Format-Table and Format-List, whose classes are in a package that is not to be had; what they are made of is in the engine.
/// </summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableStandInCommand : OuterFormatTableBase
{
    public FormatTableStandInCommand() => FormatCommands.Shape(this, "Table");
}

/// <inheritdoc cref="FormatTableStandInCommand"/>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListStandInCommand : OuterFormatTableAndListBase
{
    public FormatListStandInCommand() => FormatCommands.Shape(this, "List");
}

internal static class FormatCommands
{
    /// <summary>What the constructors of the real ones do.</summary>
    public static void Shape(FrontEndCommandBase command, string shape)
    {
        var engine = typeof(FrontEndCommandBase).Assembly;
        var shapes = engine.GetType("Microsoft.PowerShell.Commands.Internal.Format.FormatShape", throwOnError: true)!;
        var inner = Activator.CreateInstance(
            engine.GetType("Microsoft.PowerShell.Commands.Internal.Format.InnerFormatShapeCommand", throwOnError: true)!,
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [Enum.Parse(shapes, shape)], null);
        typeof(FrontEndCommandBase).GetField("implementation", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(command, inner);
    }
}
