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
        => Start(null, async (output, cancellationToken) =>
        {
            var usage = await new ServiceInfoClient(CurrentSession, output).ListUsageAsync(cancellationToken).ConfigureAwait(false);
            if (usage.Count == 0)
            {
                output.WriteWarning("This cloud does not count what projects use of images (use_keystone_limits is off).");
            }

            foreach (var item in usage)
            {
                await output.WriteAsync(item).ConfigureAwait(false);
            }
        });
}
