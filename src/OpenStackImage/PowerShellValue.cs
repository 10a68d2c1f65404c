using System.Management.Automation;

namespace OpenStackImage;

/// <summary>Unwraps values that PowerShell passes.</summary>
internal static class PowerShellValue
{
    /// <summary>Returns the object in a <see cref="PSObject"/>; any other value unchanged.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
