using System.Collections.ObjectModel;
using System.Management.Automation;

namespace OpenStackImage.Tests.Harness;

/// <summary>The complete output of a script.</summary>
internal sealed class ShellResult(Collection<PSObject> output, PSDataStreams streams, ErrorRecord? terminating)
{
    public IReadOnlyList<PSObject> Output { get; } = output;

    /// <summary>The non-terminating errors of the script.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    /// <summary>The terminating error of the script.</summary>
    public ErrorRecord? Terminating { get; } = terminating;

    public IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<ProgressRecord> Progress { get; } = [.. streams.Progress];

    public IReadOnlyList<string> Information { get; } = [.. streams.Information.Select(record => $"{record}")];

    public IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Debug { get; } = [.. streams.Debug.Select(record => record.Message)];

    public ShellResult MustSucceed()
    {
        if ((Terminating ?? (Errors.Count > 0 ? Errors[0] : null)) is { } error)
        {
            Assert.Fail($"{error.FullyQualifiedErrorId}: {error}\n{error.ScriptStackTrace}\n{error.Exception}");
        }

        return this;
    }

    /// <summary>The only output object, if there is no error.</summary>
    public PSObject Single()
    {
        MustSucceed();
        return Assert.Single(Output);
    }

    /// <summary>A property of all output objects, if there is no error.</summary>
    public string[] Texts(string property) => [.. MustSucceed().Output.Select(item => item.Text(property) ?? "")];

    /// <summary>The only terminating error of the script, which wrote no other error.</summary>
    public ErrorRecord MustTerminate()
    {
        Assert.Empty(Output);
        Assert.Empty(Errors);
        return Assert.IsType<ErrorRecord>(Terminating);
    }

    /// <summary>The only non-terminating error of the script.</summary>
    public ErrorRecord SingleError()
    {
        Assert.Null(Terminating?.ToString());
        return Assert.Single(Errors);
    }
}
