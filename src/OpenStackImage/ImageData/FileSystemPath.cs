using System.Management.Automation;
using OpenStackImage.Errors;
using OpenStackImage.Files;

namespace OpenStackImage.ImageData;

/// <summary>Converts paths of PowerShell to paths of files. Only the FileSystem provider has files; env:FOO is not one.</summary>
internal static class FileSystemPath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the full path of an existing file: that of the literal path, or of the one file that a pattern matches.</summary>
    /// <exception cref="FileException">There is no such file, several match, or the path belongs to another provider.</exception>
    public static string OfExisting(SessionState state, string path, bool isLiteral)
    {
        var literal = Of(state, path);
        if (FileStatus.KindOf(literal) != FileKind.Missing)
        {
            return literal;
        }

        if (isLiteral || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            throw LocalFile.NotFound(literal);
        }

        var files = Match(state, path);
        return files.Count switch
        {
            0 => throw LocalFile.NotFound(literal),
            1 => files[0],
            _ => throw new FileException(
                ErrorIds.FileFailed,
                $"'{path}' matches {files.Count} files.",
                "Specify a path that matches one file, or use -LiteralPath."),
        };
    }

    /// <summary>Returns the full path of a file that need not exist; wildcards are part of the name.</summary>
    /// <exception cref="FileException">The path belongs to another provider.</exception>
    public static string Of(SessionState state, string path)
    {
        try
        {
            var file = state.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return Check(provider, path) ?? file;
        }
        catch (Exception failure) when (
            failure is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException
                && System.IO.Path.IsPathRooted(path))
        {
            // A restricted session may have no FileSystem provider.
            return path;
        }
        catch (Exception failure) when (
            failure is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException or NotSupportedException)
        {
            throw LocalFile.Failed(path, failure);
        }
    }

    /// <summary>Returns the full paths of the files that a pattern matches.</summary>
    /// <exception cref="FileException">The path belongs to another provider.</exception>
    public static IReadOnlyList<string> Match(SessionState state, string pattern)
    {
        try
        {
            var files = state.Path.GetResolvedProviderPathFromPSPath(pattern, out var provider);
            Check(provider, pattern);
            return [.. files];
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (WildcardPatternException)
        {
            return [];
        }
    }

    private static string? Check(ProviderInfo provider, string path) => provider.Name == FileSystem ? null : throw new FileException(
        ErrorIds.FileFailed, $"'{path}' is a path of the provider {provider.Name}, not of a file.",
        "Specify a path of the FileSystem provider.")
    {
        Path = path,
    };
}
