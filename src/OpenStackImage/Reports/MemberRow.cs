using System.Management.Automation;

namespace OpenStackImage.Reports;

/// <summary>Reads members from objects of the pipeline: image members, deserialized ones, and rows of a CSV file.</summary>
internal static class MemberRow
{
    /// <summary>Returns the row of an object; null if the object has no ImageId or no MemberId.</summary>
    public static ReportRow? Of(PSObject item)
    {
        if (item.BaseObject is ImageMember member)
        {
            return ReportRow.Of(member, member.Session);
        }

        return ReportRow.Of(
            name => ValueOf(item, name) is { } value && Convert.ToString(value, null) is { Length: > 0 } text ? text : null,
            name => ValueOf(item, name) switch
            {
                DateTime time => time.ToLocalTime(),
                DateTimeOffset time => time.LocalDateTime,
                { } value => ReportTime.Parse(Convert.ToString(value, null)),
                null => null,
            });
    }

    private static object? ValueOf(PSObject item, string name)
        => PowerShellValue.Unwrap(item.BaseObject is System.Collections.IDictionary map ? map[name] : item.Properties[name]?.Value);
}
