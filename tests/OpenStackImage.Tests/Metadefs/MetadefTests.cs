using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>A class of tests with namespaces of their own, which are taken away again.</summary>
public abstract class MetadefTests(TestCloud cloud) : CloudTests(cloud)
{
    private readonly List<string> _made = [];

    /// <summary>A name that no other test uses. Those that this test makes are removed in the end.</summary>
    private protected string Space(string stem = "Tests")
    {
        var name = $"{stem}::{TestCloud.Name("space").Replace(' ', '-')}";
        _made.Add(name);
        return name;
    }

    /// <summary>A public namespace, made by the default session, which is an admin's from here on.</summary>
    private protected string Made(string options = "-Visibility public")
    {
        Connect(Admin);
        var name = Space();
        Shell.Run($"New-OSImageMetadefNamespace '{name}' {options}").MustSucceed();
        return name;
    }

    /// <summary>name=value of some properties of what a command writes.</summary>
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
                Shell.Run($"Set-OSImageMetadefNamespace '{name}' -Protected $false -Session $admin; Remove-OSImageMetadefNamespace '{name}' -Confirm:$false -Session $admin");
            }
        }

        base.Dispose(disposing);
    }

    private static string? Text(PSObject item, string property)
        => item.Get(property) is IEnumerable<object> many ? string.Join(',', many) : item.Text(property);
}
