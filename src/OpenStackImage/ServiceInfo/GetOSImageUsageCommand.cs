using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ServiceInfo;

/// <summary>Shows how much of its quotas of images the session's project has used up. Takes Image API 2.13.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageUsage")]
[OutputType(typeof(ImageUsage))]
public sealed class GetOSImageUsageCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var usage = await new ServiceInfoClient(CurrentSession, writer).ListUsageAsync(writer.CancellationToken).ConfigureAwait(false);
            if (usage.Count == 0)
            {
                writer.WriteWarning("This cloud does not count what projects use of images (use_keystone_limits is off).");
            }

            foreach (var item in usage)
            {
                await writer.WriteAsync(item).ConfigureAwait(false);
            }
        });
}
