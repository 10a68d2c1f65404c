namespace OpenStackImage.Cmdlets;

/// <summary>A parameter that has an effect only together with another one, and is rejected without it.</summary>
/// <param name="Parameter">The name of the parameter.</param>
/// <param name="AnyOf">The names of the parameters of which one is required.</param>
internal sealed record ParameterRequirement(string Parameter, params string[] AnyOf)
{
    /// <summary>Returns the error of the parameter without the one that it requires; null if there is none.</summary>
    /// <param name="isSpecified">Returns whether a parameter is specified.</param>
    public OpenStackException? Verify(Func<string, bool> isSpecified)
    {
        if (!isSpecified(Parameter) || AnyOf.Any(isSpecified))
        {
            return null;
        }

        var required = string.Join(" or ", AnyOf.Select(name => $"-{name}"));
        return ParameterRefusal.Because($"-{Parameter} has no effect without {required}.", $"Use {required}, or omit -{Parameter}.");
    }
}
