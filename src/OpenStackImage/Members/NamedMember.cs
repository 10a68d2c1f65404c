using System.Management.Automation;

namespace OpenStackImage.Members;

/// <summary>Marks members with names for the view that shows them (OpenStackImage.Format.ps1xml).</summary>
internal static class NamedMember
{
    private const string TypeName = "OpenStackImage.ImageMember#Named";

    public static PSObject Of(ImageMember member)
    {
        var named = PSObject.AsPSObject(member);
        named.TypeNames.Insert(0, TypeName);
        return named;
    }
}
