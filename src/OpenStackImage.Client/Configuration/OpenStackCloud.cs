namespace OpenStackImage;

/// <summary>A cloud as files or variables describe it, without its secrets.</summary>
public sealed class OpenStackCloud
{
    /// <summary>What -Cloud takes.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Keystone's address; null where none is given.</summary>
    public Uri? AuthUrl { get; internal init; }

    /// <summary>How to sign in, by the name of keystoneauth1's plugin.</summary>
    public string AuthType { get; internal init; } = "";

    /// <summary>The user; null where none is given.</summary>
    public string? UserName { get; internal init; }

    /// <summary>The project; null where none is given.</summary>
    public string? ProjectName { get; internal init; }

    /// <summary>The regions that are listed; the first is used where none is chosen.</summary>
    public IReadOnlyList<string> Regions { get; internal init; } = [];

    /// <summary>The profile of clouds-public.yaml that it builds upon; null for none.</summary>
    public string? Profile { get; internal init; }

    /// <summary>The file that describes it; null for the OS_* variables.</summary>
    public string? Path { get; internal init; }

    /// <summary>True if Connect-OpenStack takes it where no cloud is named.</summary>
    public bool IsDefault { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
