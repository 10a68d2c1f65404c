using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Which sessions a runspace has, and which of them is the default.</summary>
public sealed class SessionListTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void A_replaced_session_of_the_same_name_can_still_be_used_through_its_object()
    {
        Connect(Demo, "-Name work");
        Shell.Run("$first = $demo").MustSucceed();

        Shell.Set("credential", Shell.Credential("alt", Alt.Password));
        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName alt -Name WORK -Verbose");

        result.MustSucceed();
        Assert.Contains(
            result.Verbose, line => line.StartsWith("This session replaces an earlier one: demo on demo", StringComparison.Ordinal));
        Assert.Equal(["alt"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
        Shell.Run("Get-OSImage -Visibility private -Session $first").MustSucceed();
    }

    [Fact]
    public void An_unnamed_session_replaces_only_one_of_the_same_cloud_user_and_project()
    {
        Connect(Demo);
        Connect(Demo);
        Connect(Alt);

        Assert.Equal(["demo", "alt"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
    }

    [Fact]
    public void With_NotDefault_a_session_never_replaces_the_default()
    {
        Connect(Demo, "-Name work");
        Connect(Alt, "-Name work -NotDefault");
        Connect(Demo, "-Name other -NotDefault");
        Connect(Alt, "-Name other -NotDefault");

        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession -Default").Texts("UserName"));
        Assert.Equal(["work", "work", "other"], Shell.Run("Get-OpenStackSession").Texts("Name"));
    }

    [Fact]
    public void The_NotConnected_error_lists_the_sessions()
    {
        var none = Shell.Run("Get-OSImage").MustTerminate();
        Connect(Demo, "-Name one -NotDefault");
        Connect(Alt, "-Name two -NotDefault");
        var noDefault = Shell.Run("Get-OSImage").MustTerminate();

        Assert.Equal(("NotConnected", "NotConnected"), (none.Id(), noDefault.Id()));
        Assert.Contains("no OpenStack session in this runspace", none.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { none, noDefault }, error =>
        {
            Assert.Contains("Connect-OpenStack", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.DoesNotContain("Connect-OpenStack", error.ToString(), StringComparison.Ordinal);
        });
        Assert.Contains("no default session, but it has: one (demo on demo", noDefault.ToString(), StringComparison.Ordinal);
        Assert.Contains("two (alt on alt", noDefault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_iteration_of_ForEach_Object_Parallel_never_sees_the_default_of_another()
    {
        Shell.Set("manifest", Build.ModuleManifest).Set("url", Cloud.AuthUrl.AbsoluteUri)
            .Set("credential", Shell.Credential("demo", Demo.Password));

        var seen = Shell.Run("""
            1..6 | ForEach-Object -ThrottleLimit 2 -Parallel {
                Import-Module $using:manifest
                @(Get-OpenStackSession).Count
                Connect-OpenStack -AuthUrl $using:url -Credential $using:credential -ProjectName demo -Quiet
                @(Get-OpenStackSession -Default).Count
            }
            """).MustSucceed().Output.Select(count => (int)count.BaseObject);

        Assert.Equal([.. Enumerable.Repeat(0, 6), .. Enumerable.Repeat(1, 6)], seen.Order());
    }

    [Fact]
    public void At_a_prompt_a_session_is_a_short_table_and_Quiet_writes_nothing()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential("demo", Demo.Password));
        const string connect = "Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo -Name lab";

        var shown = Shell.Show(connect);

        Assert.Equal(3, shown.Length);
        Assert.Equal(["Name", "UserName", "ProjectName", "Default", "AuthUrl"], shown[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            ["lab", "demo", "demo", "True", Cloud.AuthUrl.AbsoluteUri], shown[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Shell.Show(connect + " -Quiet"));
    }

    [Fact]
    public void The_session_shows_the_Image_API_version_after_it_was_read()
    {
        Connect(Demo);
        var before = Shell.Run("$demo").Single().Get("ImageApiVersion");
        Connect(Demo, "-Discover");
        var after = Shell.Run("$demo").Single().Text("ImageApiVersion");

        Assert.Null(before);
        Assert.Matches(@"^2\.\d+$", after!);
    }
}
