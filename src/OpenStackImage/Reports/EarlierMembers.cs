using System.Collections;
using System.Management.Automation;
using System.Xml;

namespace OpenStackImage.Reports;

/// <summary>Reads the members of an earlier export. Clixml is PowerShell's own format; the client reads the others.</summary>
internal static class EarlierMembers
{
    private const string ClixmlStart = "<Objs ";

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileException">The file cannot be read.</exception>
    /// <exception cref="OpenStackException">The file is not an export of members.</exception>
    public static async Task<EarlierReport> ReadAsync(string path)
    {
        var text = await EarlierReport.ReadTextAsync(path).ConfigureAwait(false);
        return text.TrimStart().StartsWith(ClixmlStart, StringComparison.Ordinal)
            ? new EarlierReport([.. OfClixml(path, text)], null, null)
            : EarlierReport.Read(path, text);
    }

    private static List<ReportRow> OfClixml(string path, string text)
    {
        try
        {
            var rows = new List<ReportRow>();
            foreach (var item in PSSerializer.DeserializeAsList(text).SelectMany(ItemsOf))
            {
                var row = item is null ? null : MemberRow.Of(PSObject.AsPSObject(item));
                rows.Add(row ?? throw EarlierReport.Invalid(path, $"object {rows.Count + 1} has no ImageId or no MemberId"));
            }

            return rows;
        }
        catch (XmlException failure)
        {
            throw EarlierReport.Invalid(path, $"it is not valid Clixml ({failure.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Export-Clixml -InputObject writes a list as one object.</summary>
    private static IEnumerable<object?> ItemsOf(object? value)
        => value is PSObject { BaseObject: IList list } ? list.Cast<object?>() : [value];
}
