using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Like <see cref="ValidateSetAttribute"/>, but for a parameter with <see cref="CellAttribute"/>: no value is valid, too.
/// </summary>
/// <param name="words">The valid values, in any letter case.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeywordAttribute(params string[] words) : ValidateArgumentsAttribute
{
    /// <summary>The valid values.</summary>
    public IReadOnlyList<string> Words => words;

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not null && !words.Contains(arguments.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException($"'{arguments}' is not one of {string.Join(", ", words)}.");
        }
    }
}
