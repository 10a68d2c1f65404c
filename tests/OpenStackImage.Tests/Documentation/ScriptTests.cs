using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The scripts of Examples/. Each runs with its own cloud, which contains the sample images.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private const string SampleImagesOnly = "the scripts run with the sample images";

    private readonly TestCloud _cloud = new();
    private readonly Shell _shell = Shell.WithModule();

    private CloudState State => _cloud.Local.State;

    public async ValueTask InitializeAsync()
    {
        await _cloud.InitializeAsync();
        if (TestEnvironment.RealCloud is null)
        {
            SampleImages.Seed(_cloud.Local);
        }
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Share_ImageNightly_adds_missing_members_only()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Demo);
        var service = State.Project("service").Id;

        Assert.Equal(2, Run("Share-ImageNightly", $"-Project {service} -Session $demo").Output.Count);
        Assert.Contains(Members("ubuntu-24.04"), member => member.Project == service);
        Assert.Contains(Members("windows-2022"), member => member.Project == service);
        Assert.DoesNotContain(Members("rocky-9.5"), member => member.Project == service);

        var before = Members("ubuntu-24.04");
        Run("Share-ImageNightly", $"-Project {service} -Session $demo");
        Assert.Equal(before, Members("ubuntu-24.04"));
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Share_ImageNightly_with_WhatIf_changes_nothing()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Demo);
        var before = Members("ubuntu-24.04");

        Run("Share-ImageNightly", $"-Project {State.Project("service").Id} -Session $demo -WhatIf");

        Assert.Equal(before, Members("ubuntu-24.04"));
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Export_ImageSharing_writes_a_row_for_each_member_and_warns_about_deleted_projects()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Admin);
        State.AddMember(Image("ubuntu-24.04"), "0123456789abcdef0123456789abcdef");
        var path = Path.GetTempFileName();
        try
        {
            var result = Run("Export-ImageSharing", $"-Path '{path}' -Session $admin");

            var rows = File.ReadAllLines(path);
            Assert.Equal(1 + State.Images.Sum(image => State.Members(image.Id).Count), rows.Length);
            Assert.Contains(rows, row => row.Contains("\"ubuntu-24.04\",\"alt\"", StringComparison.Ordinal));
            Assert.Contains("0123456789abcdef0123456789abcdef", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [LocalCloudFact(SampleImagesOnly)]
    public async Task Send_SharingReview_mails_the_report_and_compares_it_with_the_previous_one()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Admin);
        var folder = Directory.CreateTempSubdirectory("reviews-").FullName;
        try
        {
            _shell.Run($"Export-OSImageSharingReport '{folder}/review-2026-01-01.html' -AllProjects").MustSucceed();
            State.AddMember(Image("rocky-9.5"), State.Project("service").Id);
            using var server = new MailServer();

            Run(
                "Send-SharingReview",
                $"-Folder '{folder}' -To security@example.com -From images@example.com -SmtpServer 127.0.0.1 -Port {server.Port} "
                + "-Session $admin");

            // A long line is wrapped after an equals sign.
            var mail = string.Join('\n', await server.Mail).Replace("=\n", "", StringComparison.Ordinal);
            Assert.Contains("Subject: Image sharing review", mail, StringComparison.Ordinal);
            Assert.Contains("It shows the changes since review-2026-01-01.", mail, StringComparison.Ordinal);
            var report = Directory.GetFiles(folder).Order().Last();
            Assert.Contains($"name={Path.GetFileName(report)}", mail, StringComparison.Ordinal);
            Assert.Contains("1 project-image pair gained access", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Add_ProjectToSharing_shares_and_accepts_the_tagged_images()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Admin);
        var service = State.Project("service").Id;

        Run("Add-ProjectToSharing", "-Project service -Tag lts -Session $admin");

        Assert.Contains((service, "accepted"), Members("ubuntu-24.04"));
        Assert.DoesNotContain(Members("windows-2022"), member => member.Project == service);
    }

    [LocalCloudFact(SampleImagesOnly)]
    public async Task Publish_GoldenImage_rolls_out_to_three_regions_completes_a_failure_and_rolls_back()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var third = await OtherCloud.StartAsync(new CloudOptions());
        _shell.Connect(_cloud.AuthUrl, _cloud.Demo, "-Name region-a");
        await second.ConnectAsync(_shell, "-Name region-b -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        await third.ConnectAsync(_shell, "-Name region-c -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        var folder = Directory.CreateTempSubdirectory("golden-").FullName;
        try
        {
            foreach (var (name, size) in new[] { ("first.raw", 1_000), ("second.raw", 1_001) })
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, name), new byte[size]);
            }

            _shell.Run($"New-OSImage golden -Path '{folder}/first.raw' -DiskFormat raw | Copy-OSImage -Destination region-b, region-c")
                .MustSucceed();
            third.Faults.Add(new Fault { When = request => request.Method == "PUT", Status = 413, Body = "Over the quota." });
            var publish = $"golden -Path '{folder}/second.raw' -Session region-a, region-b, region-c";

            var failed = RunScript("Publish-GoldenImage", publish);
            third.Faults.Clear();
            Assert.Equal("region-c", Assert.Single(failed.Errors).CategoryInfo.TargetName.Split(" -> ")[1]);
            Assert.Equal([1_001L, 1_001L, 1_000L], Sizes());
            Run("Publish-GoldenImage", publish);
            Assert.Equal([1_001L, 1_001L, 1_001L], Sizes());

            Run("Publish-GoldenImage", "golden -Session region-a, region-b, region-c -Rollback");
            Assert.Equal([1_000L, 1_000L, 1_000L], Sizes());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        long[] Sizes() => [.. Enumerable.Range('a', 3).Select(
            letter => _shell.Run($"Get-OSImage golden -Session region-{(char)letter}").Single().Value<long>("Size"))];
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Update_SharedImage_moves_the_members()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Admin);
        var old = Members("ubuntu-24.04");
        State.AddImage(State.Project("demo").Id, "ubuntu-24.04.1");

        Run("Update-SharedImage", "-Old ubuntu-24.04 -New ubuntu-24.04.1 -Session $admin");

        Assert.Equal(old.Order(), Members("ubuntu-24.04.1").Order());
        Assert.Empty(Members("ubuntu-24.04"));
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Test_ImageSharing_ends_with_1_and_a_report_if_there_are_differences()
    {
        _shell.Connect(_cloud.AuthUrl, _cloud.Admin);
        using var folder = new CloudsFolder(_shell);
        _shell.Run("Export-OSImageSharing sharing.yaml").MustSucceed();
        const string Script = "-Path sharing.yaml -Report drift.csv -Session $admin; $LASTEXITCODE";

        _shell.Run("$global:LASTEXITCODE = 0").MustSucceed();
        Assert.Equal(["0"], Run("Test-ImageSharing", Script).Output.Select(item => item.ToString()));
        State.AddMember(Image("rocky-9.5"), State.Project("service").Id);
        var result = Run("Test-ImageSharing", Script);

        Assert.Equal(["Extra service on rocky-9.5", "1"], result.Output.Select(item => item.ToString()));
        Assert.Contains("Extra", File.ReadAllText(folder.Path("drift.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_script_has_a_test()
    {
        var tests = typeof(ScriptTests).GetMethods().Select(method => method.Name).ToArray();

        Assert.All(Directory.EnumerateFiles(Path.Combine(Build.Root, "Examples")), file =>
            Assert.Contains(
                tests, test => test.StartsWith(Path.GetFileNameWithoutExtension(file).Replace('-', '_'), StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _cloud.DisposeAsync();
    }

    private ShellResult Run(string script, string arguments) => RunScript(script, arguments).MustSucceed();

    private ShellResult RunScript(string script, string arguments)
        => _shell.Run($"& '{Path.Combine(Build.Root, "Examples", script)}.ps1' {arguments}");

    private string Image(string name) => State.Images.Single(image => image.Name == name).Id;

    private (string Project, string Status)[] Members(string image)
        => [.. State.Members(Image(image)).Select(member => (member.MemberId, member.Status))];
}
