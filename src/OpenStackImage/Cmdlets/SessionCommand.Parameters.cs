using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <content>Verifies parameters and the columns of piped rows.</content>
public abstract partial class SessionCommand
{
    /// <summary>Reads the settings that the current pipeline object contains; see <see cref="RowSettings"/>.</summary>
    /// <returns>False if they cannot be applied. The error is written.</returns>
    private protected bool AdmitColumns()
    {
        try
        {
            _rowSettings?.Admit();
            if (PipelineObject.RowOf(this) is { } row)
            {
                ReadRow(row);
            }
        }
        catch (Exception refusal) when (refusal is FormatException or ArgumentException)
        {
            var failure = ParameterRefusal.Because($"A column of the row cannot be read: {refusal.Message}", "Correct the row.");
            WriteInOrder(ErrorRecords.From(failure, PipelineObject.Of(this)));
            return false;
        }

        var unmet = UnmetRequirement(mayBeColumn: true);
        if (unmet is not null)
        {
            Refuse(unmet);
        }

        return unmet is null;
    }

    /// <summary>Reads the columns of a row that PowerShell does not bind (<see cref="OwnColumns"/>).</summary>
    /// <exception cref="FormatException">A cell cannot be read.</exception>
    private protected virtual void ReadRow(PSObject row)
    {
    }

    /// <summary>Writes the error of the current row; the other rows are processed. Without a row, the error is terminating.</summary>
    /// <param name="refusal">The reason why the parameters and columns cannot be applied.</param>
    /// <param name="target">The target object of the error if there is no row.</param>
    private protected void Refuse(OpenStackException refusal, object? target = null)
    {
        if (PipelineObject.RowOf(this) is { } row)
        {
            WriteInOrder(ErrorRecords.From(refusal, row));
        }
        else
        {
            ThrowTerminatingError(ErrorRecords.From(refusal, target));
        }
    }

    /// <summary>Writes the error of a pipeline object, after the output of the earlier ones.</summary>
    private protected void WriteInOrder(ErrorRecord error) => StartWithoutSession(error.TargetObject, writer =>
    {
        writer.WriteError(error);
        return Task.CompletedTask;
    });

    /// <summary>Throws a terminating error if specified parameters cannot be applied.</summary>
    /// <param name="condition">True if they cannot be applied.</param>
    /// <param name="message">The reason.</param>
    /// <param name="action">The recommended action.</param>
    /// <param name="target">The target object of the error.</param>
    private protected void RefuseIf(bool condition, string message, string action, object? target = null)
    {
        if (condition)
        {
            ThrowTerminatingError(ErrorRecords.From(ParameterRefusal.Because(message, action), target));
        }
    }

    /// <summary>Rejects an empty argument for a parameter that ignores empty cells.</summary>
    private void VerifyArguments()
    {
        foreach (var empty in MyInvocation.BoundParameters.Where(bound => bound.Value is null))
        {
            RefuseIf(
                MyInvocation.MyCommand.Parameters[empty.Key].Attributes.Any(attribute => attribute is CellAttribute),
                $"The value of -{empty.Key} is empty.",
                $"Specify a value, or omit -{empty.Key}.");
        }
    }

    /// <summary>Returns the error of a parameter that is specified without the one that it requires; null if there is none.</summary>
    /// <param name="mayBeColumn">False to skip the requirements that a column of a later row can meet.</param>
    private OpenStackException? UnmetRequirement(bool mayBeColumn)
        => Requirements.Where(requirement => mayBeColumn || !MyInvocation.ExpectingInput || !requirement.AnyOf.Any(IsColumn))
            .Select(requirement => requirement.Verify(IsSpecified)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>True if the parameter has a value, from the command line or from the current row.</summary>
    private bool IsSpecified(string parameter)
        => MyInvocation.ExpectingInput && IsColumn(parameter) ? CommandParameters.ValueOf(this, parameter) is not null
            : MyInvocation.BoundParameters.TryGetValue(parameter, out var value) && value is not null;

    private bool IsColumn(string parameter) => CommandParameters.IsColumn(MyInvocation.MyCommand.Parameters[parameter]);
}
