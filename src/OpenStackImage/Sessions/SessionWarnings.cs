using OpenStackImage.Cmdlets;

namespace OpenStackImage.Sessions;

/// <summary>The warnings for the user when a session starts.</summary>
internal static class SessionWarnings
{
    public static void Write(OpenStackSession session, PipelineWriter writer)
    {
        if (session.SkipsCertificateCheck)
        {
            writer.WriteWarning(
                "The certificates of this cloud are not checked. Any system on the network path can read and change all data.");
        }

        if (session.SendsTokenUnencrypted)
        {
            writer.WriteWarning(
                $"Keystone uses https, but the image endpoint {session.ImageEndpoint} does not: "
                    + "the token and all data are sent unencrypted. Specify an https URL with -ImageEndpoint, or ask the cloud's "
                        + "operators to correct the catalog.");
        }

        if (session.SeesPublicImagesOnly)
        {
            writer.WriteWarning("The session is not scoped to a project, so Glance returns only public and community images. "
                + "Specify a project with -ProjectName.");
        }
    }
}
