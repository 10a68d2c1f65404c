using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

public sealed class SessionTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void Without_a_session_one_terminating_error_explains_how_to_connect()
    {
        string[] commands =
            ["Get-OSImageMember x", "'x', 'y' | Get-OSImageMember", "Get-OSImage", "Get-OpenStackRequest", "Disconnect-OpenStack"];
        foreach (var command in commands)
        {
            var error = Shell.Run(command).MustTerminate();

            Assert.Equal("NotConnected", error.Id());
            Assert.Equal(ErrorCategory.ConnectionError, error.Category());
            Assert.Contains("Connect-OpenStack", error.FullText(), StringComparison.Ordinal);
            Assert.Contains("-Session", error.FullText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NotDefault_does_not_change_the_default_session()
    {
        Connect(Demo);
        Connect(Alt, "-NotDefault");

        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession -Default").Texts("UserName"));
        Assert.Equal(["demo", "alt"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
        Assert.Equal(["True", "False"], Shell.Run("Get-OpenStackSession").Texts("IsDefault"));
    }

    [Fact]
    public void If_all_sessions_are_NotDefault_there_is_no_default_session()
    {
        Connect(Demo, "-NotDefault");

        Assert.Equal("NotConnected", Shell.Run("Get-OSImage").MustTerminate().Id());
        Shell.Run("Get-OSImage -Visibility private -Session $demo").MustSucceed();
    }

    [Fact]
    public void The_latest_session_is_the_default_and_earlier_ones_stay_open()
    {
        Connect(Demo);
        Connect(Alt);

        Assert.Equal(["alt"], Shell.Run("Get-OpenStackSession -Default").Texts("UserName"));
        Shell.Run("Get-OSImage -Visibility private -Session $demo").MustSucceed();
        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession -Session $demo").Texts("UserName"));
    }

    [Fact]
    public async Task Each_session_lists_the_images_of_its_project()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("own"), "private");
        Connect(Demo);
        Connect(Alt);

        Assert.Equal([id], Shell.Run($"Get-OSImage {id} -Session $demo").Texts("Id"));
        Assert.Equal("ImageNotFound", Shell.Run($"Get-OSImage {id} -Session $alt").SingleError().Id());
    }

    [Fact]
    public void The_default_session_belongs_to_the_runspace_that_connected()
    {
        Connect(Demo);
        using var other = Shell.WithModule();

        Assert.Equal("NotConnected", other.Run("Get-OSImage").MustTerminate().Id());
        Assert.Empty(other.Run("Get-OpenStackSession").Output);

        other.Connect(Cloud.AuthUrl, Alt);
        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
    }

    [Fact]
    public void A_default_parameter_value_gives_every_cmdlet_its_session()
    {
        Connect(Demo, "-NotDefault");

        var result = Shell.Run("$PSDefaultParameterValues = @{ '*-OS*:Session' = $demo }; Get-OSImage -Visibility private");

        result.MustSucceed();
    }

    [Fact]
    public void The_log_describes_each_request()
    {
        Connect(Demo);
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();

        var requests = Shell.Run("Get-OpenStackRequest").MustSucceed().Output;

        Assert.Equal(2, requests.Count);
        var (signIn, list) = (requests[0], requests[1]);
        Assert.Equal("OpenStackImage.OpenStackRequest", signIn.TypeNames[0]);
        Assert.Equal([1L, 2L], requests.Select(request => request.Value<long>("Number")));
        Assert.Equal(["identity", "image"], requests.Select(request => request.Text("Service")));
        Assert.Equal(["POST", "GET"], requests.Select(request => request.Text("Method")));
        Assert.Equal([201, 200], requests.Select(request => request.Value<int>("StatusCode")));
        Assert.Equal([1, 1], requests.Select(request => request.Value<int>("Attempt")));
        Assert.All(requests, request => Assert.StartsWith("req-", request.Text("RequestId"), StringComparison.Ordinal));
        Assert.All(requests, request => Assert.True(request.Value<double>("DurationMs") > 0));
        Assert.All(requests, request => Assert.True(request.Value<long>("ResponseBytes") > 0));
        Assert.True(signIn.Value<long>("RequestBytes") > 0);
        Assert.Equal(0L, list.Value<long>("RequestBytes"));
        Assert.True(signIn.Value<DateTime>("StartedAt") <= list.Value<DateTime>("StartedAt"));
    }

    [Fact]
    public void Reading_the_log_sends_no_request()
    {
        Connect(Demo);

        Assert.Equal(Requests(since: 0), Requests(since: 0));
    }
}
