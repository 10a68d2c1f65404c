using System.Management.Automation;
using OpenStackImage.Errors;

namespace OpenStackImage.Cmdlets;

/// <summary>Converts exceptions to ErrorRecords with the table of errors.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(Exception exception, object? target)
    {
        var errorId = exception is OpenStackException { ErrorId: var id } ? id : ErrorIds.UnexpectedFailure;
        var action = exception is OpenStackException failure ? failure.RecommendedAction : ErrorTable.RecommendedActionOf(errorId);
        target ??= (exception as OpenStackException)?.Subject;
        target = exception is FileException { Path: { } path } ? TargetOf(path, target) : target;
        _ = Enum.TryParse(ErrorTable.Of(errorId).Category, out ErrorCategory category);
        var error = new ErrorRecord(exception, errorId, category, target)
        {
            ErrorDetails = new ErrorDetails(MessageOf(exception, action)) { RecommendedAction = TerminalText.Of(action) },
        };

        // PowerShell prints the text of the target after the category.
        error.CategoryInfo.TargetName = TerminalText.Of(error.CategoryInfo.TargetName);
        return error;
    }

    public static ErrorRecord NotConnected() => From(SessionStore.OfThisRunspace.NotConnected(), target: null);

    /// <summary>The target of a file error is the path of the file, as the user specified it if that is known.</summary>
    private static string TargetOf(string path, object? target)
        => target is string written && Path.GetFileName(written) == Path.GetFileName(path) ? written : path;

    /// <summary>PowerShell 7 shows the recommended action below the message; Windows PowerShell 5.1 does not show it.</summary>
    private static string MessageOf(Exception exception, string action)
#if NET
        => TerminalText.Of(exception.Message)!;
#else
        => TerminalText.Of($"{exception.Message} {action}")!;
#endif
}
