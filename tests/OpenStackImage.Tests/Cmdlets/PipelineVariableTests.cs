using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>-PipelineVariable upstream of a cmdlet that processes several objects concurrently.</summary>
public sealed class PipelineVariableTests(TestCloud cloud) : CloudTests(cloud)
{
    private const int Images = 12;

    [LocalCloudTheory("has its own images")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Get-OSImageMember")]
    [InlineData("Get-OSImage -Name 'pv *' -pv i | Get-OSImageMember -ThrottleLimit 16")]
    [InlineData("Get-OSImage -Name 'pv *' @splat | Get-OSImageMember")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i |\n    Get-OSImageMember")]
    [InlineData("Get-OSImage -Name 'pv *' | ForEach-Object { $_ } -PipelineVariable i | Get-OSImageMember")]
    [InlineData("Select-Image -PipelineVariable i | Get-OSImageMember")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Where-Object { $true } | Get-OSImageMember")]
    [InlineData("$ids | Get-OSImage -PipelineVariable i | Get-OSImageMember")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Add-OSImageMember -Project $project -SkipExisting")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Set-OSImageMember -Project $project -Status accepted -PassThru")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Approve-OSImageMember -Project $project -PassThru")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Deny-OSImageMember -Project $project -PassThru")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Sync-OSImageMember -Project $project")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Copy-OSImageMember -From $ids[0]")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Get-OSImageMember | Approve-OSImageMember -PassThru")]
    [InlineData("Get-OSImage -Name 'pv *' -PipelineVariable i | Remove-OSImageMember -Project $project -PassThru")]
    public void A_result_is_paired_with_the_object_that_it_comes_from(string pipeline)
    {
        var ids = AddImages("pv");
        Connect(Admin);
        Shell.Set("ids", ids).Set("project", Alt.ProjectId).Run("""
            $splat = @{ PipelineVariable = 'i' }
            function Select-Image { [CmdletBinding()] param() Get-OSImage -Name 'pv *' }
            """).MustSucceed();

        var pairs = Shell.Run(pipeline + " | ForEach-Object { [pscustomobject]@{ Variable = $i.Id; Result = $_.ImageId } }").MustSucceed()
            .Output;

        Assert.Equal(ids.Length, pairs.Count);
        Assert.All(pairs, pair => Assert.Equal(pair.Text("Variable"), pair.Text("Result")));
        Array.ForEach(ids, id => Cloud.Local.State.RemoveImage(id));
    }

    [LocalCloudFact("reads the number of concurrent requests in the log of the cloud")]
    public void Without_a_pipeline_variable_several_objects_are_processed_concurrently()
    {
        var ids = AddImages("parallel");
        Connect(Admin);
        Cloud.Local.Log.Clear();
        var requests = 0;
        var isSecondSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(
            new LocalCloud.Fault
            {
                When = request => request.Path.EndsWith("/members", StringComparison.Ordinal)
                    && (Interlocked.Increment(ref requests) < 2 || isSecondSent.TrySetResult() || true),
                Until = () => isSecondSent.Task,
            });

        Assert.Equal(Images, Shell.Set("ids", ids).Run("$ids | Get-OSImageMember").MustSucceed().Output.Count);

        Cloud.Local.Faults.Clear();
        Assert.InRange(Cloud.Local.Log.MaxInFlightOf("image"), 2, 8);
    }

    [LocalCloudFact("delays responses")]
    public async Task A_command_that_takes_more_than_two_seconds_shows_its_progress()
    {
        var ids = AddImages("slow");
        Connect(Admin);
        var isShown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(
            new LocalCloud.Fault
            {
                When = request => ids.Skip(Images - 2).Any(id => request.Path.EndsWith($"{id}/members", StringComparison.Ordinal)),
                Until = () => isShown.Task,
            });

        using var script = Shell.Set("ids", ids).Start("$ids | Get-OSImageMember -ThrottleLimit 2");
        await Patience.UntilAsync(() => script.Progress.Any(record => record.StatusDescription == $"{Images - 2} of {Images}"));
        isShown.SetResult();
        await script.Ended.WaitAsync(Patience.Limit);
        var progress = script.Finish().Progress;

        Cloud.Local.Faults.Clear();
        Assert.All(progress, record => Assert.Equal("Get-OSImageMember", record.Activity));
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, progress[^1].RecordType);
    }

    private string[] AddImages(string stem)
    {
        var images = Enumerable.Range(0, Images).Select(i => Cloud.Local.State.AddImage(Demo.ProjectId, $"{stem} {i}")).ToArray();
        Array.ForEach(images, image => Cloud.Local.State.AddMember(image.Id, Alt.ProjectId));
        return [.. images.Select(image => image.Id)];
    }
}
