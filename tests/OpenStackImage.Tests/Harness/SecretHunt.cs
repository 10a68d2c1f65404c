using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Tests.Harness;

/// <summary>Searches for a secret in everything that a user can see.</summary>
internal static class SecretHunt
{
    private const int Depth = 12;

    /// <summary>The token of the session, which no public member returns.</summary>
    public static string TokenOf(PSObject session)
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var token = session.BaseObject.GetType().GetProperty("Token", hidden)!.GetValue(session.BaseObject)!;
        return (string)token.GetType().GetProperty("Value", hidden)!.GetValue(token)!;
    }

    /// <summary>Everything that a script wrote, and everything that the shell keeps of its errors.</summary>
    public static void AssertAbsent(string secret, ShellResult result, Shell shell) => AssertAbsent([secret], result, shell);

    /// <inheritdoc cref="AssertAbsent(string, ShellResult, Shell)"/>
    public static void AssertAbsent(IReadOnlyCollection<string> secrets, ShellResult result, Shell shell)
    {
        var errors = shell.Run("$Error").Output.Concat(result.Errors.Select(PSObject.AsPSObject))
            .Append(PSObject.AsPSObject(result.Terminating ?? (object)"")).ToArray();
        var screen = shell.Set("hunted", result.Output.Concat(errors).ToArray()).Screen("$hunted | Format-List -Property * -Force");
        string[] texts =
        [
            .. result.Verbose, .. result.Debug, .. result.Warnings, .. result.Information, .. result.Progress.Select(
                record => $"{record} {record.CurrentOperation}"),
            .. result.Output.Select(item => $"{item} {PSSerializer.Serialize(item, 6)}"),

            // A long value continues on the next line.
            string.Concat(screen.Select(line => line.Trim())),
        ];
        foreach (var secret in secrets)
        {
            Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            Assert.All(errors, error => AssertAbsent(secret, error.BaseObject));
        }
    }

    /// <summary>Returns the displayed error, the serialized error, and every string in the object graph of its exception.</summary>
    public static void AssertAbsent(string secret, object error)
    {
        var record = error as ErrorRecord;
        Assert.DoesNotContain(secret, $"{error} {record?.Exception} {record?.ScriptStackTrace}", StringComparison.Ordinal);
        Assert.DoesNotContain(secret, PSSerializer.Serialize(error, 3), StringComparison.Ordinal);
        var exception = (error as ErrorRecord)?.Exception ?? error as Exception;
        Assert.All(
            Strings(exception, Depth, new HashSet<object>(ReferenceEqualityComparer.Instance)),
            text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Strings(object? value, int depth, HashSet<object> seen)
    {
        if (value is null or Type or MemberInfo or Assembly or Delegate or Pointer
            || depth == 0
            || value.GetType().IsPrimitive
            || !seen.Add(value))
        {
            yield break;
        }

        if (value is string text)
        {
            yield return text;
            yield break;
        }

        var parts = value is IEnumerable items ? items.Cast<object?>() : Fields(value);
        foreach (var found in parts.SelectMany(part => Strings(part, depth - 1, seen)))
        {
            yield return found;
        }
    }

    private static IEnumerable<object?> Fields(object value)
    {
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
            foreach (var field in type.GetFields(Own))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    yield return field.GetValue(value);
                }
            }
        }
    }
}
