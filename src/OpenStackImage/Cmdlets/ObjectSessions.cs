using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace OpenStackImage.Cmdlets;

/// <summary>Finds the sessions that returned the input objects of a cmdlet.</summary>
internal static class ObjectSessions
{
    /// <summary>The sessions of texts that represent objects. The key is the instance of the text, not its value.</summary>
    private static readonly ConditionalWeakTable<string, OpenStackSession> Texts = new();

    /// <summary>The sessions of the IDs of objects that were written, by instance: a row of Select-Object has the same one.</summary>
    private static readonly ConditionalWeakTable<string, OpenStackSession> Rows = new();

    /// <summary>Returns a text that represents an object, and associates it with the session of the object.</summary>
    public static string Remember(string text, OpenStackSession? session)
    {
        if (session is null)
        {
            return text;
        }

        var instance = new string(text.ToCharArray());
        Texts.Add(instance, session);
        return instance;
    }

    /// <summary>
    /// Stores the session of an object that is written, for rows that Select-Object creates from it. This is only necessary in a runspace
    /// with several sessions.
    /// </summary>
    public static void RememberRow(CloudObject item)
    {
        var id = item switch
        {
            Image image => image.Id,
            ImageMember member => member.ImageId,
            _ => null,
        };
        if (id is not null && item.Session is { } session && SessionStore.OfThisRunspace.HasSeveral)
        {
            Rows.GetValue(id, _ => session);
        }
    }

    /// <summary>Returns the sessions of the objects in the values of parameters, and in their lists; each session once.</summary>
    public static IReadOnlyCollection<OpenStackSession> Of(IEnumerable<object?> values)
    {
        var sessions = new List<OpenStackSession>();
        foreach (var value in values)
        {
            if (value is IEnumerable items and not string and not IDictionary)
            {
                foreach (var item in items)
                {
                    AddSessionOf(item, sessions);
                }
            }
            else
            {
                AddSessionOf(value, sessions);
            }
        }

        return sessions;
    }

    /// <summary>
    /// Returns the session of the object from which Select-Object created a row. For other rows, it returns the session of this runspace
    /// that is named in the Cloud column, because Import-Csv and Import-Clixml keep only the name. Null if no session has that name, or
    /// several have it and none is the default.
    /// </summary>
    public static OpenStackSession? OfPipelineRow(PSCmdlet cmdlet)
    {
        if (PipelineObject.RowOf(cmdlet) is not { } row)
        {
            return null;
        }

        foreach (var name in new[] { nameof(ImageMember.ImageId), nameof(Image.Id) })
        {
            if (TextOf(row, name) is { } id && Rows.TryGetValue(id, out var source))
            {
                return source;
            }
        }

        if (TextOf(row, nameof(CloudObject.Cloud)) is not { Length: > 0 } cloud)
        {
            return null;
        }

        var sessions = SessionStore.OfThisRunspace.All.Where(session => session.Cloud == cloud).ToArray();
        return sessions.Length == 1 ? sessions[0] : Array.Find(sessions, session => session.IsDefault);
    }

    /// <summary>Returns the error of objects that come from several clouds, or from a cloud other than that of -Session.</summary>
    /// <param name="sources">The sessions of the objects.</param>
    /// <param name="given">The sessions of -Session; null if it is not specified.</param>
    public static SessionException Mismatch(IReadOnlyCollection<OpenStackSession> sources, OpenStackSession[]? given)
    {
        var clouds = string.Join(", ", sources.Select(source => $"'{source.Cloud}'"));
        return given is null
            ? new SessionException($"The objects come from different clouds: {clouds}.", "Pass objects of one cloud.")
            : new SessionException(
                $"The object comes from the cloud {clouds}, and -Session is of the cloud "
                    + $"{string.Join(", ", given.Select(session => $"'{session.Cloud}'"))}.",
                "Omit -Session, or specify the object by ID or name.");
    }

    private static string? TextOf(PSObject row, string property)
        => PowerShellValue.Unwrap(row.Properties[property]?.Value) as string;

    private static void AddSessionOf(object? value, List<OpenStackSession> sessions)
    {
        if (SessionOf(value) is { } session && !sessions.Contains(session))
        {
            sessions.Add(session);
        }
    }

    private static OpenStackSession? SessionOf(object? value) => value switch
    {
        CloudObject item => item.Session,
        ImageReference reference => (reference.Image ?? reference.Source)?.Session,
        string text => Texts.TryGetValue(text, out var session) ? session : null,
        PSObject wrapped when wrapped.BaseObject is not PSCustomObject && wrapped.BaseObject != wrapped => SessionOf(wrapped.BaseObject),
        _ => null,
    };
}
