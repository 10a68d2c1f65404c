namespace OpenStackImage.Images;

/// <summary>The formats that Glance accepts by default (glance/common/config.py, disk_formats and container_formats).</summary>
internal static class ImageFormats
{
    public const string Raw = "raw";
    public const string Qcow2 = "qcow2";
    public const string Vmdk = "vmdk";
    public const string Vhd = "vhd";
    public const string Vhdx = "vhdx";
    public const string Vdi = "vdi";
    public const string Iso = "iso";
    public const string Ploop = "ploop";

    /// <summary>No container: the data is the disk itself.</summary>
    public const string Bare = "bare";

    public static readonly IReadOnlyList<string> Disk = [Raw, Qcow2, Vmdk, Vhd, Vhdx, Vdi, Iso, Ploop, "ami", "ari", "aki"];

    public static readonly IReadOnlyList<string> Container = [Bare, "ovf", "ova", "docker", "compressed", "ami", "ari", "aki"];
}
