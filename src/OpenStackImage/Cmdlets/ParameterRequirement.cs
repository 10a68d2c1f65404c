namespace OpenStackImage.Cmdlets;

/// <summary>A parameter that has an effect only together with another one, and is rejected without it.</summary>
/// <param name="Parameter">The name of the parameter.</param>
/// <param name="AnyOf">The names of the parameters of which one is required.</param>
internal sealed record ParameterRequirement(string Parameter, params string[] AnyOf)
{
    /// <summary>Verifies the parameters of a cmdlet.</summary>
    /// <param name="requirements">The requirements of the cmdlet.</param>
    /// <param name="bound">The parameters that were specified.</param>
    /// <exception cref="OpenStackException">A parameter is specified without the one that it requires.</exception>
    public static void Verify(IEnumerable<ParameterRequirement> requirements, IDictionary<string, object> bound)
    {
        foreach (var requirement in requirements)
        {
            if (bound.TryGetValue(requirement.Parameter, out var value) && value is not null && !requirement.AnyOf.Any(bound.ContainsKey))
            {
                var required = string.Join(" or ", requirement.AnyOf.Select(name => $"-{name}"));
                throw ParameterRefusal.Because(
                    $"-{requirement.Parameter} has no effect without {required}.",
                    $"Use {required}, or omit -{requirement.Parameter}.");
            }
        }
    }
}
