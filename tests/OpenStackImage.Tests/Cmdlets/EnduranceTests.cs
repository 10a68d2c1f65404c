using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

public sealed class EnduranceTests(TestCloud cloud) : CloudTests(cloud)
{
    /// <summary>
    /// The work queue once missed the end of a call that coincided with the last read: about one in a thousand calls never returned.
    /// </summary>
    [LocalCloudFact("is too many requests for a cloud that is used by others")]
    public async Task Twenty_thousand_consecutive_calls_all_return()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("busy"));
        Connect(Demo);

        var result = await Task.Run(
            () => Shell.Run($"$count = 0; foreach ($call in 1..20000) {{ $null = Get-OSImageMember {id}; $count++ }}; $count"))
            .WaitAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(20_000, Assert.Single(result.MustSucceed().Output).BaseObject);
    }

    /// <summary>
    /// Work that waits to write still occupies a slot. If the first work item had no slot, all work items would wait forever.
    /// </summary>
    [LocalCloudFact("is too many requests for a cloud that is used by others")]
    public async Task Many_concurrent_prompts_are_all_shown_and_none_waits_forever()
    {
        const int images = 200;
        var ids = Enumerable.Range(0, images).Select(i => Cloud.Local.State.AddImage(Demo.ProjectId, $"asked-{i}").Id).ToArray();
        Connect(Demo);
        Shell.Set("ids", ids);

        for (var round = 0; round < 5; round++)
        {
            var result = await Task.Run(() => Shell.Run($"$ids | Add-OSImageMember -Project {Alt.ProjectId} -WhatIf -ThrottleLimit 2"))
                .WaitAsync(TimeSpan.FromMinutes(1));

            Assert.Equal(ids, result.Texts("ImageId"));
            Assert.All(result.Output, change => Assert.True(change.Value<bool>("IsPlanned")));
            Assert.All(ids, id => Assert.Empty(Cloud.Local.State.Members(id)));
        }
    }
}
