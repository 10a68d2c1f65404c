using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>The base class of tests that create namespaces and remove them afterwards.</summary>
public abstract class MetadefTests(TestCloud cloud) : CloudTests(cloud)
{
    private readonly List<string> _made = [];

    /// <summary>Returns a namespace name that no other test uses. The namespace is removed after the test.</summary>
    private protected string Space(string stem = "Tests")
    {
        var name = $"{stem}::{TestCloud.Name("space").Replace(' ', '-')}";
        _made.Add(name);
        return name;
    }

    /// <summary>Creates a public namespace with an admin session, which stays the default session.</summary>
    private protected string Made(string options = "-Visibility public")
    {
        Connect(Admin);
        var name = Space();
        Shell.Run($"New-OSImageMetadefNamespace '{name}' {options}").MustSucceed();
        return name;
    }

    /// <summary>Returns properties of the object that a command writes, as name=value.</summary>
    private protected string Shown(string command, params string[] properties)
    {
        var item = Shell.Run(command).Single();
        return string.Join(' ', properties.Select(property => $"{property}={Text(item, property)}"));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _made.Count > 0)
        {
            Connect(Admin, "-NotDefault");
            foreach (var name in _made)
            {
                Shell.Run(
                    $"Set-OSImageMetadefNamespace '{name}' -Protected $false -Session $admin; "
                        + $"Remove-OSImageMetadefNamespace '{name}' -Confirm:$false -Session $admin");
            }
        }

        base.Dispose(disposing);
    }

    private static string? Text(PSObject item, string property)
        => item.Get(property) is IEnumerable<object> many ? string.Join(',', many) : item.Text(property);
}
