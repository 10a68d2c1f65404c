namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>The recorded exchanges to which the local cloud responds differently, with the reason.</summary>
internal static class KnownDifferences
{
    public static IReadOnlyDictionary<int, string> Rows { get; } = new Dictionary<int, string>
    {
        [38] = "A real Glance worker that has the revoked token in its cache still takes it; here a revoked token is revoked.",
        [55] = "Kestrel refuses %00 in a path with 400 before any code of ours sees it.",
        [141] = "The recorded Glance named its staging stores among the stores; others name those one can write to, as we do.",
        [182] = "A summary of eight requests at once; SharingTests plays that scene.",
    };
}
