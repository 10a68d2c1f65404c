using OpenStackImage.Configuration;

namespace OpenStackImage.Client.Tests.Configuration;

/// <summary>The folders of each operating system, regardless of the system that runs the tests.</summary>
public sealed class ConfigurationFoldersTests
{
    [Fact]
    public void The_folders_of_Linux_are_searched_in_order()
        => Assert.Equal(
            ["/work", "/home/demo/.config/openstack", "/etc/xdg/openstack", "/etc/openstack"],
            ConfigurationFolders.OfLinux("/work", Variables(("HOME", "/home/demo"))));

    [Fact]
    public void XDG_and_snap_variables_add_folders_on_Linux()
        => Assert.Equal(
            ["/work", "/cfg/openstack", "/home/demo/.config/openstack", "/a/openstack", "/b/openstack", "/etc/openstack"],
            ConfigurationFolders.OfLinux("/work", Variables(
                ("HOME", "/snap/home"), ("SNAP_REAL_HOME", "/home/demo"), ("XDG_CONFIG_HOME", "/cfg"), ("XDG_CONFIG_DIRS", "/a:/b"))));

    [Fact]
    public void The_folders_of_macOS_are_searched_in_order()
        => Assert.Equal(
            [
                "/work", "/Users/demo/Library/Application Support/openstack", "/Users/demo/.config/openstack",
                "/Library/Application Support/openstack", "/etc/openstack",
            ],
            ConfigurationFolders.OfMac("/work", Variables(("HOME", "/Users/demo"))));

    [Fact]
    public void The_folders_of_Windows_are_searched_in_order()
        => Assert.Equal(
            [
                "C:/work", "C:/Users/demo/AppData/Local/OpenStack/openstack", "C:/Users/demo/.config/openstack",
                "C:/ProgramData/OpenStack/openstack",
            ],
            ConfigurationFolders.OfWindows("C:/work", Variables(
                ("USERPROFILE", "C:/Users/demo"), (
                    "LOCALAPPDATA",
                    "C:/Users/demo/AppData/Local"), ("PROGRAMDATA", "C:/ProgramData"))).Select(folder => folder.Replace('\\', '/')));

    [Fact]
    public void In_each_folder_the_extensions_are_searched_in_order()
        => Assert.Equal(
            ["/a/clouds.yaml", "/a/clouds.yml", "/a/clouds.json", "/b/clouds.yaml", "/b/clouds.yml", "/b/clouds.json"],
            ConfigurationFolders.Candidates(["/a", "/b"], "clouds").Select(file => file.Replace('\\', '/')));

    [Theory]
    [InlineData("~/ca.pem", "/home/demo/ca.pem")]
    [InlineData("ca.pem", "/work/ca.pem")]
    [InlineData("/etc/ca.pem", "/etc/ca.pem")]
    public void Paths_start_at_the_home_folder_or_the_current_folder(string path, string expected)
        => Assert.Equal(expected, ConfigurationFolders.Expand(path, "/work", Variables(("HOME", "/home/demo"))).Replace('\\', '/'));

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables)
        => name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
