using Flurl;

namespace OpenStackImage.Images;

/// <summary>What a list of images asks the server for (api-ref image/v2, "List images"). Null leaves a filter out.</summary>
internal sealed record ImageQuery
{
    /// <summary>
    /// Above every deployment's limit; the server cuts it down to its own (glance/api/v2/images.py, api_limit_max), which is 1,000 by default.
    /// </summary>
    private const int LargestPage = 1000;

    public string? Name { get; init; }

    public string? Visibility { get; init; }

    public string? Status { get; init; }

    public string? Owner { get; init; }

    /// <summary>Which images that others share: accepted where left out.</summary>
    public string? MemberStatus { get; init; }

    /// <summary>True for hidden images only; false for the others, as where left out.</summary>
    public bool Hidden { get; init; }

    public Url ApplyTo(Url list)
        => list.SetQueryParams(new Dictionary<string, object?>
        {
            [ImageFields.Name] = NameFilter(),
            [ImageFields.Visibility] = Visibility,
            [ImageFields.Status] = Status,
            [ImageFields.Owner] = Owner,
            ["member_status"] = MemberStatus,
            [ImageFields.Hidden] = Hidden ? "true" : null,
            ["limit"] = LargestPage,
        });

    /// <summary>
    /// Glance takes what stands before a colon for an operator and refuses "ubuntu:22.04" (glance/common/utils.py, split_filter_op); behind an
    /// operator of our own the name is a name again.
    /// </summary>
    private string? NameFilter() => Name is not null && Name.IndexOf(':') >= 0 ? "eq:" + Name : Name;
}
