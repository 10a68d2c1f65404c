using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>
/// Signs in to an OpenStack cloud. Values that are not specified as parameters are read from the OS_* variables of an openrc file, and then
/// from clouds.yaml.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "OpenStack", DefaultParameterSetName = PasswordSet)]
[OutputType(typeof(OpenStackSession))]
public sealed partial class ConnectOpenStackCommand : CloudsFileCommand
{
    /// <summary>
    /// Specifies the name of a cloud in clouds.yaml. Default: the cloud that OS_CLOUD names, otherwise the cloud that the OS_* variables
    /// describe, otherwise the only cloud of the file.
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Cloud { get; set; }

    /// <summary>Specifies the URL of Keystone, with or without /v3.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? AuthUrl { get; set; }

    /// <summary>
    /// Specifies a name for the session, to use with -Session. Default: the name of the cloud. A session of the same name is replaced.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Name { get; set; }

    /// <summary>Indicates that the default session of this runspace does not change.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    /// <summary>Indicates that the session is not written to the pipeline.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var parameters = OrStop(() => new ConnectParameterReader(this));
        var store = SessionStore.OfThisRunspace;
        Start(parameters.Target, async writer =>
        {
            var options = await parameters.ReadAsync(writer).ConfigureAwait(false);
            var session = await SessionConnector.ConnectAsync(options, Name, writer.WriteHost, writer, writer.CancellationToken)
                .ConfigureAwait(false);
            SessionWarnings.Write(session, writer);
            if (store.Add(session, isNamed: Name is not null, asDefault: !NotDefault) is { } replaced)
            {
                writer.WriteVerbose($"This session replaces an earlier one: {replaced}.");
            }

            if (!Quiet)
            {
                await writer.WriteAsync(session).ConfigureAwait(false);
            }
        });
        base.EndProcessing();
    }
}
