using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>The common parameters and preference variables of a running cmdlet that its asynchronous work depends on.</summary>
/// <param name="ShowsVerbose">True if -Verbose or $VerbosePreference shows verbose messages.</param>
/// <param name="ShowsDebug">True if -Debug or $DebugPreference shows debug messages.</param>
/// <param name="IsWhatIf">True if -WhatIf or $WhatIfPreference requests a preview.</param>
/// <param name="Asks">True if ShouldProcess may return false: with -WhatIf, or if -Confirm or $ConfirmPreference asks for
/// confirmation.</param>
/// <param name="HasForce">True if the cmdlet has the parameter -Force.</param>
/// <param name="IsForced">True if -Force suppresses the confirmation prompt of a cmdlet that prompts by default.</param>
internal sealed record PipelineWriterOptions(bool ShowsVerbose, bool ShowsDebug, bool IsWhatIf, bool Asks, bool HasForce, bool IsForced)
{
    /// <summary>
    /// Attributes by cmdlet type: reading one takes longer than everything else that a cmdlet does before its first request.
    /// </summary>
    private static readonly ConcurrentDictionary<Type, (CmdletAttribute Attribute, bool HasForce)> Attributes = new();

    /// <summary>Reads the options of a cmdlet; pipeline thread only.</summary>
    public static PipelineWriterOptions Of(PSCmdlet cmdlet)
    {
        var (attribute, hasForce) = Attributes.GetOrAdd(
            cmdlet.GetType(), type => (type.GetCustomAttribute<CmdletAttribute>()!, type.GetProperty("Force") is not null));
        var isWhatIf = attribute.SupportsShouldProcess && IsWhatIfSet(cmdlet);
        var asks = isWhatIf || (attribute.SupportsShouldProcess && AsksForConfirmation(cmdlet, attribute));
        var isForced = attribute.ConfirmImpact == ConfirmImpact.High && !isWhatIf && IsSet(cmdlet, "Force", preference: false)
            && !cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm");
        return new PipelineWriterOptions(IsShown(cmdlet, "Verbose"), IsShown(cmdlet, "Debug"), isWhatIf, asks, hasForce, isForced);
    }

    private static bool IsWhatIfSet(PSCmdlet cmdlet)
    {
        var preference = Variable(cmdlet, "WhatIfPreference");
        return IsSet(cmdlet, "WhatIf", preference is not null && LanguagePrimitives.IsTrue(preference));
    }

    private static bool AsksForConfirmation(PSCmdlet cmdlet, CmdletAttribute attribute)
    {
        var threshold = LanguagePrimitives.TryConvertTo<ConfirmImpact>(Variable(cmdlet, "ConfirmPreference"), out var preference)
            ? preference
            : ConfirmImpact.Low;
        return IsSet(cmdlet, "Confirm", threshold != ConfirmImpact.None && attribute.ConfirmImpact >= threshold);
    }

    /// <summary>Returns the value of a common switch, or that of its preference variable if the switch is not specified.</summary>
    private static bool IsSet(PSCmdlet cmdlet, string parameter, bool preference)
        => cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var given)
            ? given is SwitchParameter { IsPresent: true }
            : preference;

    private static bool IsShown(PSCmdlet cmdlet, string stream)
    {
        var preference = Variable(cmdlet, stream + "Preference")?.ToString();
        return IsSet(
            cmdlet, stream, preference is not null
                && !string.Equals(preference, nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase));
    }

    private static object? Variable(PSCmdlet cmdlet, string name) => cmdlet.SessionState.PSVariable.GetValue(name);
}
