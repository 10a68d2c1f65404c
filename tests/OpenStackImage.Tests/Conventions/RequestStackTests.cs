using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The methods that are on the stack when a request is sent are those that docs/architecture.md lists.</summary>
public sealed partial class RequestStackTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Client = "OpenStackImage.Client";
    private const string Module = "OpenStackImage";

    [Fact]
    public async Task A_request_by_ID_passes_the_listed_methods()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("stack"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);

        // The first request of a session can wait for what later ones find in a cache.
        Shell.Run($"Get-OSImageMember {id}").MustSucceed();
        var stacks = new StackListener($"/images/{id}/members");
        using (DiagnosticListener.AllListeners.Subscribe(stacks))
        {
            Shell.Run($"Get-OSImageMember {id}").MustSucceed();
        }

        var passed = MethodsOf(stacks.Found!).SkipWhile(method => method != "GetOSImageMemberCommand.ProcessImageAsync");

        Assert.Equal(Listed("`Get-OSImageMember ID`"), passed);
    }

    private static IEnumerable<string> Listed(string heading)
    {
        var page = File.ReadAllText(Path.Combine(Build.Root, "docs", "architecture.md"));
        var list = page[page.IndexOf(heading, StringComparison.Ordinal)..].Split("\n\n")[1];
        return Items().Matches(list).Select(item => item.Groups[1].Value);
    }

    /// <summary>
    /// Returns the methods of the module and the client, the outermost first. An asynchronous method has two frames, and a lambda
    /// expression belongs to the method that contains it.
    /// </summary>
    private static IEnumerable<string> MethodsOf(StackTrace stack)
        => stack.GetFrames().Reverse().Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.Assembly.GetName().Name is Client or Module)
            .Select(method => NameOf(method!))
            .Distinct();

    /// <summary>The compiler moves the body of a method to a type named after it: <c>&lt;SendAsync&gt;d__3.MoveNext</c>.</summary>
    private static string NameOf(MethodBase method)
    {
        var type = method.DeclaringType!;
        var name = Generated().Match(type.Name) is { Success: true } asynchronous ? asynchronous.Groups[1].Value : method.Name;
        while (type.Name.StartsWith('<'))
        {
            type = type.DeclaringType!;
        }

        return $"{type.Name.Split('`')[0]}.{(Generated().Match(name) is { Success: true } inner ? inner.Groups[1].Value : name)}";
    }

    [GeneratedRegex(@"^\d+\. `([\w.]+)`", RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex(@"^<<?(\w+)>")]
    private static partial Regex Generated();

    /// <summary>Takes the stack of the first request for a path. System.Net.Http notifies it on the thread that sends.</summary>
    private sealed class StackListener(string path)
        : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public StackTrace? Found { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "HttpHandlerDiagnosticListener")
            {
                value.Subscribe(this, name => name.StartsWith("System.Net.Http.HttpRequestOut", StringComparison.Ordinal));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            var request = value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) as HttpRequestMessage;
            if (value.Key.EndsWith("Start", StringComparison.Ordinal)
                && request?.RequestUri?.AbsolutePath.EndsWith(path, StringComparison.Ordinal) == true)
            {
                Found ??= new StackTrace();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
