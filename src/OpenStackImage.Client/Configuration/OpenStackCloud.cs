namespace OpenStackImage;

/// <summary>A cloud that a file or environment variables define, without its secrets.</summary>
public sealed class OpenStackCloud : DisplayObject
{
    /// <summary>The name to use as -Cloud.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Keystone's URL; null if none is specified.</summary>
    public Uri? AuthUrl { get; internal init; }

    /// <summary>The kind of sign-in, by the name of keystoneauth1's plugin.</summary>
    public string AuthType { get; internal init; } = "";

    /// <summary>The user; null if none is specified.</summary>
    public string? UserName { get; internal init; }

    /// <summary>The project; null if none is specified.</summary>
    public string? ProjectName { get; internal init; }

    /// <summary>The regions of the cloud; the first is the default.</summary>
    public IReadOnlyList<string> Regions { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>The profile that supplies its defaults: one of clouds-public.yaml, or a built-in one; null for none.</summary>
    public string? Profile { get; internal init; }

    /// <summary>The path of the file that describes it; null for the OS_* variables.</summary>
    public string? Path { get; internal init; }

    /// <summary>True if Connect-OpenStack uses it when no cloud is specified.</summary>
    public bool IsDefault { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
