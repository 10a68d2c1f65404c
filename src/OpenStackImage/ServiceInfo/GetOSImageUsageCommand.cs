using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ServiceInfo;

/// <summary>Gets the image quotas of the session's project and their usage. Requires Image API 2.13.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageUsage")]
[OutputType(typeof(ImageUsage))]
public sealed class GetOSImageUsageCommand : PipedSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var usage = await new ServiceInfoClient(writer.Session, writer).ListUsageAsync(writer.CancellationToken).ConfigureAwait(false);
            if (usage.Count == 0)
            {
                writer.WriteWarning("This cloud has no image quotas (use_keystone_limits is off).");
            }

            foreach (var item in usage)
            {
                await writer.WriteAsync(item).ConfigureAwait(false);
            }
        });
}
