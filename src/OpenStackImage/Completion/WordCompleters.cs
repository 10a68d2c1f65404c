using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpenStackImage.Images;
using OpenStackImage.Schemas;
using OpenStackImage.Tasks;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes fixed words. Other words are accepted too, because a cloud may know them; therefore they are not a ValidateSet.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WordCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<string> Words { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Words.Where(word => Word.Starts(word, wordToComplete)).Select(word => Word.Result(word, word)!);
}

/// <summary>Completes -DiskFormat.</summary>
public sealed class DiskFormatCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words => ImageFormats.Disk;
}

/// <summary>Completes -ContainerFormat.</summary>
public sealed class ContainerFormatCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words => ImageFormats.Container;
}

/// <summary>Completes -Visibility of New-OSImage.</summary>
public sealed class VisibilityCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; }
        = [ImageVisibility.Community, ImageVisibility.Private, ImageVisibility.Public, ImageVisibility.Shared];
}

/// <summary>Completes -Visibility of metadata definition namespaces.</summary>
public sealed class MetadefVisibilityCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; } = [ImageVisibility.Private, ImageVisibility.Public];
}

/// <summary>Completes -Type of metadata definition properties.</summary>
public sealed class MetadefTypeCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; } = ["array", "boolean", "integer", "number", "object", "string"];
}

/// <summary>Completes -HashAlgorithm.</summary>
public sealed class HashAlgorithmCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; } = ["md5", "sha1", "sha256", "sha384", "sha512"];
}

/// <summary>Completes -Schema with the names of Glance's schemas.</summary>
public sealed class SchemaCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words => SchemaClient.Names;
}

/// <summary>Completes -Sort with the sort keys of Glance, in both directions.</summary>
public sealed class SortOrderCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; }
        = [.. SortOrder.Keys.Keys.SelectMany(key => new[] { key, key + ":desc" })];
}

/// <summary>Completes -Type with the types of tasks.</summary>
public sealed class TaskTypeCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; }
        = [ImageTaskType.ApiImageImport, ImageTaskType.LocationImport, ImageTaskType.Import];
}

/// <summary>Completes -Sort of Get-OSImageTask with the sort keys of Glance, in both directions.</summary>
public sealed class TaskSortOrderCompleter : WordCompleter
{
    private protected override IReadOnlyList<string> Words { get; }
        = [.. TaskOrder.Keys.SelectMany(key => new[] { key.Property, key.Property + ":desc" })];
}
