using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cache;

/// <summary>A class of tests that wait until Glance has cached an image.</summary>
public abstract class CacheWaitTests : CloudTests
{
    private protected CacheWaitTests(TestCloud cloud) : base(cloud)
    {
    }

    /// <summary>
    /// Waits until a command has output. Glance removes an image from its queue before it adds it to the cached ones, so that one list
    /// in between contains it in neither state (Driver.open_for_write in glance/image_cache/drivers).
    /// </summary>
    private protected void WaitUntil(string command)
        => Shell.Run($"while (-not ({command})) {{ [System.Threading.Thread]::Sleep(100) }}").MustSucceed();
}
