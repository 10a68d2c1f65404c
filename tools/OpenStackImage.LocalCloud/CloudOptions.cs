using System.Security.Cryptography.X509Certificates;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud;

/// <summary>The settings of a local cloud.</summary>
public sealed record CloudOptions
{
    /// <summary>The port on 127.0.0.1; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The lifetime of a token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Glance's <c>limit_param_default</c>: the number of images on a page if no limit is requested.</summary>
    public int LimitDefault { get; init; } = 25;

    /// <summary>Glance's <c>api_limit_max</c>: the maximum number of images on a page.</summary>
    public int ApiLimitMax { get; init; } = 1000;

    /// <summary>Glance's <c>image_member_quota</c>: the maximum number of members of an image; a negative number means no limit.</summary>
    public int ImageMemberQuota { get; set; } = 128;

    /// <summary>
    /// The newest minor version of Image API 2: 16 for the endpoints, policies and checks of Zed, 17 for those of Epoxy (2025.1), 18 for
    /// those of Hibiscus (2026.2).
    /// </summary>
    public int ImageApiMinor { get; init; } = 16;

    /// <summary>The default of <see cref="ListLimit"/> since OpenStack 2025.1.</summary>
    public const int DefaultListLimit = 1000;

    /// <summary>
    /// The maximum number of projects in a response of Keystone: its <c>max_db_limit</c> (default 1000), before OpenStack 2025.1 its
    /// <c>list_limit</c> (default: none).
    /// </summary>
    public int? ListLimit { get; init; }

    /// <summary>Glance's <c>enabled_backends</c>: whether it has named stores.</summary>
    public bool HasStores { get; init; } = true;

    /// <summary>Glance's <c>image_cache_dir</c>: whether it has a cache.</summary>
    public bool HasCache { get; init; } = true;

    /// <summary>
    /// Glance's <c>worker_self_reference_url</c> of each node that has cached images; null if <c>image_cache_driver</c> is not
    /// <c>centralized_db</c>.
    /// </summary>
    public IReadOnlyList<string>? CacheNodes { get; init; }

    /// <summary>The duration of a task of Glance, usually an import.</summary>
    public TimeSpan TaskTime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// How long an image remains in <see cref="StatusWhileStoring"/> after the response to its upload, as in a store that converts images.
    /// </summary>
    public TimeSpan StoreTime { get; init; } = TimeSpan.Zero;

    /// <summary>The status of an image during <see cref="StoreTime"/>: saving, or queued.</summary>
    public string StatusWhileStoring { get; init; } = ImageStatus.Saving;

    /// <summary>
    /// Glance's <c>hashing_algorithm</c>: md5, sha1, sha256, sha384 or sha512; null for a cloud that stores no os_hash_value.
    /// </summary>
    public string? HashAlgorithm { get; init; } = "sha512";

    /// <summary>Whether the cloud stores the MD5 checksum of data.</summary>
    public bool HasChecksum { get; init; } = true;

    /// <summary>Glance's <c>use_keystone_limits</c>: whether it counts the usage of projects.</summary>
    public bool CountsUsage { get; init; } = true;

    /// <summary>The limit of each counted resource for a project. The limits are shown, but not enforced.</summary>
    public long UsageLimit { get; init; } = 1_000_000;

    /// <summary>The region of every endpoint in the catalog.</summary>
    public string RegionName { get; init; } = "RegionOne";

    /// <summary>
    /// The number of requests that the log keeps. The oldest requests are removed first. With 0, no requests are kept, but they are
    /// counted.
    /// </summary>
    public int LogCapacity { get; init; } = 10_000;

    /// <summary>Whether the log keeps the bodies of requests.</summary>
    public bool LogsBodies { get; init; }

    /// <summary>The clock of tokens and images. A test can pass a clock that it advances.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The certificate for https; null for http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Decides whether a client certificate is accepted; if null, no client certificate is requested.</summary>
    public Func<X509Certificate2, bool>? AcceptsClient { get; init; }
}
