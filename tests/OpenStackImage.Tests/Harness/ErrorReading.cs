using System.Management.Automation;

namespace OpenStackImage.Tests.Harness;

internal static class ErrorReading
{
    /// <summary>The part of the error's ID before the cmdlet's name.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>What PowerShell 7 shows of an error: its message and, below it, the recommended action.</summary>
    public static string FullText(this ErrorRecord error) => $"{error} {error.ErrorDetails?.RecommendedAction}";

    public static ErrorCategory Category(this ErrorRecord error) => error.CategoryInfo.Category;
}
