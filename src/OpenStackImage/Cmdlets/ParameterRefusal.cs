using OpenStackImage.Errors;

namespace OpenStackImage.Cmdlets;

/// <summary>The error of specified parameters that cannot be applied.</summary>
internal static class ParameterRefusal
{
    /// <param name="message">The reason why they cannot be applied.</param>
    /// <param name="action">The recommended action.</param>
    public static OpenStackException Because(string message, string action)
        => new(ErrorIds.InvalidParameters, message) { RecommendedAction = action };

    /// <summary>Returns the error if the condition is true; otherwise null.</summary>
    /// <inheritdoc cref="Because"/>
    public static OpenStackException? If(bool condition, string message, string action) => condition ? Because(message, action) : null;
}
