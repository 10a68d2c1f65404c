using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sessions;

/// <summary>
/// Lets a parameter accept requests that were deserialized (Import-Clixml, a job), and rows with the columns of a request, as Export-Csv
/// writes them. They may come from an untrusted source, so each value is checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequestObjectAttribute : ObjectArgumentAttribute
{
    private static readonly Regex Word = new(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private protected override object? Convert(object? value)
    {
        if (value is not PSObject { BaseObject: PSCustomObject } row
            || WordOf(row, nameof(OpenStackRequest.Method)) is not { } method
            || WordOf(row, nameof(OpenStackRequest.Service)) is not { } service
            || !System.Uri.TryCreate(TextOf(row, [nameof(OpenStackRequest.Uri)]), UriKind.Absolute, out var uri)
            || !long.TryParse(
                TextOf(row, [nameof(OpenStackRequest.Number)]), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return !TryReadStatus(row, out var status)
            ? null
            : new OpenStackRequest { Number = number, Service = service, Method = method, Uri = uri, StatusCode = status };
    }

    private static string? WordOf(PSObject row, string property) => TextOf(row, [property]) is { } text && Word.IsMatch(text) ? text : null;

    /// <summary>A request without a response has no status.</summary>
    private static bool TryReadStatus(PSObject row, out int? status)
    {
        status = null;
        if (TextOf(row, [nameof(OpenStackRequest.StatusCode)]) is not { } text)
        {
            return true;
        }

        status = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return status is >= 100 and <= 999;
    }
}
