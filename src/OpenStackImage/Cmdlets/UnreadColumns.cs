using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Rejects rows with a column that has the name of a parameter and that would be ignored, because no column supplies that parameter.
/// </summary>
internal sealed class UnreadColumns
{
    /// <summary>Properties of exported objects: the columns of these names are their state.</summary>
    private static readonly HashSet<string> ObjectProperties = new(
        new[] { typeof(Image), typeof(ImageMember), typeof(ImageTask) }.SelectMany(type => type.GetProperties())
            .Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    private readonly string[] _names;

    /// <summary>Finds the parameters. The pipeline binds none of them, so that they are the same for all rows.</summary>
    /// <param name="cmdlet">The cmdlet that the rows are piped to.</param>
    /// <param name="settings">The parameters whose columns are read although PowerShell does not bind them.</param>
    public UnreadColumns(SessionCommand cmdlet, IEnumerable<string> settings)
    {
        var invocation = cmdlet.MyInvocation;
        var unbound = invocation.MyCommand.Parameters.Values
            .Where(parameter => !parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName || set.ValueFromPipeline))
            .Select(parameter => parameter.Name);
        _names =
        [
            .. unbound.Except(settings).Except(cmdlet.OwnColumns).Except(invocation.BoundParameters.Keys)
                .Except(Cmdlet.CommonParameters).Except(Cmdlet.OptionalCommonParameters)
                .Where(name => !ObjectProperties.Contains(name)),
        ];
    }

    /// <summary>Rejects a row that has one of the columns.</summary>
    /// <exception cref="FormatException">The row has one of the columns, and its cell is not empty.</exception>
    public void Refuse(PSObject row)
    {
        if (Array.Find(_names, name => !string.IsNullOrEmpty(row.Properties[name]?.Value?.ToString())) is { } name)
        {
            throw new FormatException($"The column {name} is not applied. Specify the parameter -{name} instead.");
        }
    }
}
