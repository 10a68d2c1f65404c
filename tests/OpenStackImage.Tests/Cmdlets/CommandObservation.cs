using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>The errors, warnings, objects, requests and files of a command, without what differs in each run.</summary>
internal sealed partial record CommandObservation(string Text, bool IsRefused)
{
    /// <summary>Runs a command with a new state.</summary>
    public static CommandObservation Of(string command, PairCloud pairs)
    {
        pairs.Reset();
        if (command.Contains("Metadef", StringComparison.Ordinal))
        {
            pairs.ResetNamespaces();
        }

        pairs.Cloud.Log.Clear();
        var result = pairs.Shell.Run(command);
        var seen = new StringBuilder();
        foreach (var error in result.Errors.Append(result.Terminating).OfType<ErrorRecord>())
        {
            seen.AppendLine(error.FullyQualifiedErrorId).AppendLine(error.ToString());
        }

        result.Warnings.ToList().ForEach(warning => seen.AppendLine(warning));
        result.Output.ToList().ForEach(item => Append(seen, item));
        foreach (var request in pairs.Cloud.Log.Requests)
        {
            seen.AppendLine(FormattableString.Invariant(
                $"{request.Method} {request.PathAndQuery} {request.StatusCode} {request.RequestLength} {request.Body}"));
        }

        var files = pairs.Folder.GetFiles().Select(file => $"{file.Name} {file.Length}").Order();
        seen.AppendJoin('\n', files);
        return new CommandObservation(Volatile().Replace(seen.ToString(), "#"), result.Errors.Count > 0 || result.Terminating is not null);
    }

    private static void Append(StringBuilder seen, PSObject item)
    {
        seen.AppendLine(item.TypeNames[0]);
        if (item.BaseObject is string or ValueType)
        {
            seen.AppendLine(item.BaseObject.ToString());
            return;
        }

        // Script properties require the runspace, which is not the runspace of this thread.
        foreach (var property in item.Properties.Where(property => property is PSProperty && property.Name != "Session"))
        {
            var value = property.Value;
            seen.Append(property.Name).Append('=')
                .AppendLine(value is IEnumerable many and not string ? string.Join(',', many.Cast<object>()) : $"{value}");
        }
    }

    /// <summary>IDs of requests, created images and tasks, and times.</summary>
    [GeneratedRegex(
        @"req-[0-9a-f-]{36}|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
            + @"|\d{1,4}[/-]\d\d?[/-]\d{1,4}[T ][\d:.]+( [AP]M)?Z?|(DurationMs|StartedAt|ExpiresAt|Number)=.*")]
    private static partial Regex Volatile();
}
