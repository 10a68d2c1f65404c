using System.Text;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud;

/// <summary>Sample images like those of an operator.</summary>
public static class SampleImages
{
    /// <summary>The image of the documentation: shared by admin with demo, which has neither accepted nor rejected it.</summary>
    public const string Cirros = "cirros-0.6.1-x86_64-disk";

    private const long Megabyte = 1024 * 1024;
    private const long Gigabyte = 1024 * Megabyte;

    /// <summary>Adds the images and their members to a cloud.</summary>
    public static void Seed(CloudServer cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        var state = cloud.State;
        var admin = state.Project("admin").Id;
        var demo = state.Project("demo").Id;
        var alt = state.Project("alt").Id;

        var cirros = state.AddImage(admin, Cirros, ImageVisibility.Shared, image =>
        {
            image.DiskFormat = "qcow2";
            image.ContainerFormat = "bare";
            image.VirtualSize = 112 * Megabyte;
            image.Properties["os_distro"] = "cirros";
            image.SetData(Disk(21_233_664));
        });
        state.AddMember(cirros.Id, demo);

        var ubuntu = state.AddImage(
            demo, "ubuntu-24.04", ImageVisibility.Shared, image => Describe(image, 618 * Megabyte, 4, "ubuntu", "24.04", "lts"));
        state.AddMember(ubuntu.Id, alt, MemberStatus.Accepted);
        state.AddMember(ubuntu.Id, admin);

        var windows = state.AddImage(
            demo, "windows-2022", ImageVisibility.Shared, image => Describe(image, 9 * Gigabyte, 40, "windows", "2022", "licensed"));
        state.AddMember(windows.Id, alt, MemberStatus.Rejected);

        var rocky = state.AddImage(alt, "rocky-9.5", ImageVisibility.Shared, image => Describe(image, 1100 * Megabyte, 10, "rocky", "9.5"));
        state.AddMember(rocky.Id, demo, MemberStatus.Accepted);

        state.AddImage(demo, "build-agent-base", ImageVisibility.Private, image =>
        {
            Describe(image, 2 * Gigabyte, 20, "debian", "12");
            image.IsProtected = true;
        });
        state.AddImage(admin, "debian-12", ImageVisibility.Public, image => Describe(image, 352 * Megabyte, 3, "debian", "12"));
        state.AddImage(alt, "freebsd-14", ImageVisibility.Community, image => Describe(image, 640 * Megabyte, 6, "freebsd", "14"));
    }

    /// <summary>The image has a size but no data: Glance responds to its download with 204.</summary>
    private static void Describe(ImageRecord image, long size, int minDisk, string distro, string version, params ReadOnlySpan<string> tags)
    {
        image.Status = ImageStatus.Active;
        image.DiskFormat = "qcow2";
        image.ContainerFormat = "bare";
        image.Size = size;
        image.VirtualSize = minDisk * Gigabyte;
        image.MinDisk = minDisk;
        image.MinRam = 512;
        image.Properties["os_distro"] = distro;
        image.Properties["os_version"] = version;
        foreach (var tag in tags)
        {
            image.Tags.Add(tag);
        }
    }

    /// <summary>Returns bytes that begin with the header of a qcow2 file.</summary>
    private static byte[] Disk(int size)
    {
        var disk = new byte[size];
        Encoding.ASCII.GetBytes("QFI").CopyTo(disk, 0);
        disk[3] = 0xfb;
        disk[7] = 3;
        return disk;
    }
}
