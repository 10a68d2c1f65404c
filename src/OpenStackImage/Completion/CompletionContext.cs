using System.Collections;

namespace OpenStackImage.Completion;

/// <summary>The command line to be completed.</summary>
internal sealed class CompletionContext(string commandName, string parameterName, IDictionary? boundParameters)
{
    public string CommandName => commandName;

    public string ParameterName => parameterName;

    /// <summary>The sessions of -Session, or the default session of the runspace; none if there is none.</summary>
    public IReadOnlyList<OpenStackSession> Sessions
    {
        get
        {
            var given = Values("Session").Select(SessionOf).OfType<OpenStackSession>().Distinct().ToArray();
            return given.Length > 0 ? given : new[] { SessionStore.OfThisRunspace.Default }.OfType<OpenStackSession>().ToArray();
        }
    }

    /// <summary>Returns the text of a parameter before the cursor; of several values, the first. Null if it is not specified.</summary>
    public string? Text(string parameter) => Value(parameter)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Returns the image of -Image; null if it is not specified.</summary>
    public ImageReference? Image => Value("Image") switch
    {
        null => null,
        Image image => new ImageReference(image),
        ImageReference reference => reference,
        var other => string.IsNullOrWhiteSpace(other.ToString()) ? null : new ImageReference(other.ToString()!),
    };

    private object? Value(string parameter) => Values(parameter).FirstOrDefault();

    private IEnumerable<object?> Values(string parameter)
    {
        var value = PowerShellValue.Unwrap(boundParameters?[parameter]);
        return value is IList values ? values.Cast<object?>().Select(PowerShellValue.Unwrap) : [value];
    }

    private static OpenStackSession? SessionOf(object? value) => value switch
    {
        OpenStackSession session => session,
        string name => SessionStore.OfThisRunspace.All
            .FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };
}
