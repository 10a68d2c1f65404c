using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>A sharing file is invalid, or contradicts itself or the cloud. The message contains the file and the line.</summary>
public sealed class SharingFileException : OpenStackException
{
    /// <param name="errorId">The ID of the error.</param>
    /// <param name="path">The file.</param>
    /// <param name="line">The line; 0 if the error concerns the whole file.</param>
    /// <param name="message">The problem.</param>
    internal SharingFileException(string errorId, string path, int line, string message)
        : base(errorId, line > 0 ? FormattableString.Invariant($"{path}, line {line}: {message}") : $"{path}: {message}")
        => (Path, Line) = (path, line);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, counted from 1; 0 if the error concerns the whole file.</summary>
    public int Line { get; }

    /// <summary>Returns the error of a file that is malformed.</summary>
    internal static SharingFileException Malformed(string path, int line, string message) => new(ErrorIds.SharingFile, path, line, message);
}
