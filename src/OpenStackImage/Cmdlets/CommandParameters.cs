using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>Reads the parameters of a running cmdlet.</summary>
internal static class CommandParameters
{
    /// <summary>True if the parameter is bound to the column of a row, in any parameter set.</summary>
    public static bool IsColumn(ParameterMetadata parameter)
        => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName);

    /// <summary>
    /// Returns the current value of a parameter; null for a common parameter. BoundParameters also contains the columns of earlier rows.
    /// </summary>
    public static object? ValueOf(Cmdlet cmdlet, string parameter) => cmdlet.GetType().GetProperty(parameter)?.GetValue(cmdlet);
}
