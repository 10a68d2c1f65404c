using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>
/// Signs in to an OpenStack cloud. What is not given as a parameter is read from the OS_* variables of an openrc file, and what they do not say from
/// clouds.yaml.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "OpenStack", DefaultParameterSetName = PasswordSet)]
[OutputType(typeof(OpenStackSession))]
public sealed partial class ConnectOpenStackCommand : AsyncCommand
{
    /// <summary>
    /// The name of a cloud in clouds.yaml. Left out, OS_CLOUD names it; without that the OS_* variables are the cloud, and without those the only
    /// cloud of the file.
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Cloud { get; set; }

    /// <summary>The file of clouds to read in place of the first clouds.yaml that is found.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigFile { get; set; }

    /// <summary>Where Keystone is, with or without /v3.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthUrl { get; set; }

    /// <summary>What the session is called; -Session takes the name. Left out, the name of the cloud.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Leave the default session of this runspace as it is.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    private protected override bool StopsAtError => true;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        OpenStackSession? session = null;
        var parameters = new ConnectParameterReader(this);
        Start(AuthUrl ?? Cloud ?? ImageEndpoint, async writer =>
        {
            var options = await parameters.ReadAsync(writer).ConfigureAwait(false);
            session = await OpenStackSession.ConnectAsync(options, Name, writer.Tell, writer, writer.CancellationToken).ConfigureAwait(false);
            ConnectParameterReader.Warn(session, writer);
        });
        base.EndProcessing();
        SessionStore.OfThisRunspace.Add(session!, asDefault: !NotDefault);
        WriteObject(session);
    }
}
