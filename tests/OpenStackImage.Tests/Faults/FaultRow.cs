using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>The result that a user sees, in the wording of docs/reliability.md.</summary>
internal static class FaultRow
{
    public static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    public static string Seen(ErrorRecord error, int requests) => $"{error.Id()} after {Count(requests, "request")}";
}
