using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>A class of tests that run scripts of Examples/. Each test has its own cloud, which contains the sample images.</summary>
public abstract class ScriptTests : IAsyncLifetime
{
    private protected const string SampleImagesOnly = "the scripts run with the sample images";

    private protected TestCloud Cloud { get; } = new();

    private protected Shell Shell { get; } = Shell.WithModule();

    private protected CloudState State => Cloud.Local.State;

    public async ValueTask InitializeAsync()
    {
        await Cloud.InitializeAsync();
        if (TestEnvironment.RealCloud is null)
        {
            SampleImages.Seed(Cloud.Local);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Shell.Dispose();
        await Cloud.DisposeAsync();
    }

    private protected ShellResult Run(string script, string arguments) => RunScript(script, arguments).MustSucceed();

    private protected ShellResult RunScript(string script, string arguments)
        => Shell.Run($"& '{Path.Combine(Build.Root, "Examples", script)}.ps1' {arguments}");

    private protected string Image(string name) => State.Images.Single(image => image.Name == name).Id;

    private protected (string Project, string Status)[] Members(string image)
        => [.. State.Members(Image(image)).Select(member => (member.MemberId, member.Status))];
}
