using System.Collections;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The settings that a cmdlet gets from the columns of piped rows. A cell is read as Export-Csv writes it: an empty one is an omitted
/// parameter, <c>a, b</c> is a list, <c>k=v; k2=v2</c> are properties.
/// </summary>
/// <remarks>
/// The objects of the module have properties of the same names. A Set- cmdlet does not apply them, because they are the values at the time
/// of the read, not the requested values. For the same reason, it does not apply the columns of a row if a setting is specified with a
/// parameter.
/// </remarks>
internal sealed class RowSettings
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    private readonly SessionCommand _cmdlet;
    private readonly ColumnUse _use;
    private readonly Dictionary<PropertyInfo, object?> _initial;
    private readonly string[] _specified;
    private readonly Dictionary<string, object?> _unbound;
    private UnreadColumns? _unread;
    private bool _hasWarned;

    /// <summary>Stores the specified parameters. Called before the first record is bound.</summary>
    /// <param name="cmdlet">The cmdlet that the rows are piped to.</param>
    /// <param name="use">What the columns are for the cmdlet.</param>
    public RowSettings(SessionCommand cmdlet, ColumnUse use)
    {
        (_cmdlet, _use) = (cmdlet, use);
        var settings = Known.GetOrAdd(
            cmdlet.GetType(), type => [.. type.GetProperties().Where(property => property.IsDefined(typeof(RowSettingAttribute)))]);
        _initial = settings.ToDictionary(setting => setting, object? (setting) => setting.GetValue(cmdlet));
        _specified = [.. settings.Select(setting => setting.Name).Where(cmdlet.MyInvocation.BoundParameters.ContainsKey)];
        _unbound = cmdlet.MyInvocation.MyCommand.Parameters.Values
            .Where(CommandParameters.IsColumn)
            .Where(parameter => !cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter.Name))
            .ToDictionary(parameter => parameter.Name, parameter => CommandParameters.ValueOf(cmdlet, parameter.Name));
    }

    /// <summary>True if the columns of rows can be applied, in addition to the parameters that were specified.</summary>
    public bool AreApplied => _use != ColumnUse.Changes || _specified.Length == 0;

    /// <summary>Reads the settings of the current row, or restores those that must not come from it.</summary>
    /// <exception cref="FormatException">A cell cannot be read.</exception>
    public void Admit()
    {
        var input = PipelineObject.Of(_cmdlet) as PSObject;
        var row = input is { BaseObject: PSCustomObject } && !IsCopy(input, "Deserialized.") ? input : null;
        if (row is not null)
        {
            RefuseUnbound(row);
        }

        if (_use == ColumnUse.Operation)
        {
            ReadUnbound(row);
        }

        var bound = _initial.Keys
            .Where(setting => _cmdlet.MyInvocation.BoundParameters.ContainsKey(setting.Name) && !_specified.Contains(setting.Name))
            .ToArray();
        var isApplied = _use == ColumnUse.NewResource || (row is not null && AreApplied);
        if (!isApplied && row is not null && bound.Length > 0)
        {
            WarnOnce(row, bound);
        }

        foreach (var setting in bound)
        {
            var cell = PowerShellValue.Unwrap(Cell(input, setting));

            // A new resource needs no empty lists.
            if (!isApplied || IsEmpty(cell) || (_use == ColumnUse.NewResource && cell is ICollection { Count: 0 }))
            {
                setting.SetValue(_cmdlet, _initial[setting]);
            }
            else
            {
                var attribute = setting.GetCustomAttribute<RowSettingAttribute>()!;
                var converted = setting.GetValue(_cmdlet);
                setting.SetValue(_cmdlet, attribute.Read(cell as string, converted) ?? converted);
            }
        }
    }

    /// <summary>PowerShell ignores a cell that it cannot convert if it can bind other columns of the row.</summary>
    private void RefuseUnbound(PSObject row)
    {
        _unread ??= new UnreadColumns(_cmdlet, _initial.Keys.Select(setting => setting.Name));
        _unread.Refuse(row);
        foreach (var parameter in _cmdlet.MyInvocation.MyCommand.Parameters.Values)
        {
            var sets = parameter.ParameterSets.Where(set => set.Value.ValueFromPipelineByPropertyName).Select(set => set.Key).ToArray();
            if (sets.Length == 0 || Cell(row, parameter) is not { } cell || IsEmpty(cell) || IsBound(parameter.Name, cell))
            {
                continue;
            }

            if (sets.Contains(_cmdlet.ParameterSetName) || sets.Contains(ParameterAttribute.AllParameterSets))
            {
                throw new FormatException($"'{cell}' is not a valid value of {parameter.Name}.");
            }

            if (_use != ColumnUse.Operation)
            {
                throw new FormatException($"{parameter.Name} cannot be used together with the other columns and parameters.");
            }
        }
    }

    /// <summary>
    /// True if PowerShell has bound a parameter. BoundParameters also contains the columns of earlier rows: if the cell of the current row
    /// cannot be converted, the parameter has its initial value.
    /// </summary>
    private bool IsBound(string parameter, object cell)
        => _cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter)
            && (!_unbound.TryGetValue(parameter, out var initial)
                || !Equals(CommandParameters.ValueOf(_cmdlet, parameter), initial)
                || string.Equals(cell.ToString(), initial?.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Reads the settings of other parameter sets: PowerShell chooses the set by the parameters that every row has, and binds no column to
    /// a parameter of another one.
    /// </summary>
    private void ReadUnbound(PSObject? row)
    {
        foreach (var setting in _initial.Keys.Where(setting => !_cmdlet.MyInvocation.BoundParameters.ContainsKey(setting.Name)))
        {
            var cell = PowerShellValue.Unwrap(Cell(row, setting));
            if (IsEmpty(cell))
            {
                setting.SetValue(_cmdlet, _initial[setting]);
            }
            else if (LanguagePrimitives.TryConvertTo(cell, setting.PropertyType, CultureInfo.InvariantCulture, out var value)
                && IsValid(setting, value))
            {
                setting.SetValue(_cmdlet, value);
            }
            else
            {
                throw new FormatException($"'{cell}' is not a valid value of {setting.Name}.");
            }
        }
    }

    /// <summary>PowerShell validates the values that it binds; a variable with the same attributes is validated by the same code.</summary>
    private static bool IsValid(PropertyInfo setting, object? value)
    {
        var attributes = setting.GetCustomAttributes<ValidateArgumentsAttribute>().Cast<Attribute>().ToList();
        try
        {
            _ = new PSVariable(setting.Name, value, ScopedItemOptions.None, new Collection<Attribute>(attributes));
            return true;
        }
        catch (ValidationMetadataException)
        {
            return false;
        }
    }

    private object? Cell(PSObject? input, PropertyInfo setting) => Cell(input, _cmdlet.MyInvocation.MyCommand.Parameters[setting.Name]);

    private static object? Cell(PSObject? input, ParameterMetadata parameter)
        => parameter.Aliases.Prepend(parameter.Name).Select(name => input?.Properties[name])
            .FirstOrDefault(property => property is not null)?.Value;

    private static bool IsEmpty(object? cell) => PowerShellValue.Unwrap(cell) is null or "";

    /// <summary>True for a row that PowerShell created from an object of the module: its columns are those of the object.</summary>
    private static bool IsCopy(PSObject row, string prefix)
        => row.TypeNames.Any(name => name.StartsWith(prefix + nameof(OpenStackImage) + ".", StringComparison.Ordinal));

    private void WarnOnce(PSObject row, PropertyInfo[] bound)
    {
        // A row that contains only a name specifies the image of that name.
        var columns = bound.Where(setting => !IsEmpty(Cell(row, setting))
            && (setting.Name != nameof(Image.Name) || row.Properties[nameof(ImageMember.ImageId)] is not null
                || row.Properties[nameof(Image.Id)] is not null || row.Properties[nameof(Image)] is not null));
        var names = string.Join(", ", columns.Select(setting => setting.Name).OrderBy(name => name, StringComparer.Ordinal));
        if (!_hasWarned && names.Length > 0 && !IsCopy(row, "Selected."))
        {
            _hasWarned = true;
            _cmdlet.WriteWarning(
                $"The columns of the rows are not applied ({names}), because -{string.Join(" and -", _specified)} is specified. Omit the "
                    + "parameter to apply the columns.");
        }
    }
}
