using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The scripts of Examples/ that share images, and review and test what is shared.</summary>
public sealed class SharingScriptTests : ScriptTests
{
    [LocalCloudTheory(SampleImagesOnly)]
    [InlineData("$demo")]
    [InlineData("named")]
    public void Share_ImageNightly_adds_missing_members_only(string session)
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Demo, "-Name named");
        var service = State.Project("service").Id;

        Assert.Equal(2, Run("Share-ImageNightly", $"-Project {service} -Session {session}").Output.Count);
        Assert.Contains(Members("ubuntu-24.04"), member => member.Project == service);
        Assert.Contains(Members("windows-2022"), member => member.Project == service);
        Assert.DoesNotContain(Members("rocky-9.5"), member => member.Project == service);

        var before = Members("ubuntu-24.04");
        Run("Share-ImageNightly", $"-Project {service} -Session {session}");
        Assert.Equal(before, Members("ubuntu-24.04"));
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Share_ImageNightly_exits_with_1_if_the_images_cannot_be_listed()
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Path.EndsWith("/v2/images", StringComparison.Ordinal), Status = 400 });

        Shell.Run("$global:LASTEXITCODE = 0").MustSucceed();
        var result = RunScript("Share-ImageNightly", $"-Project {State.Project("service").Id} -Session $demo; $LASTEXITCODE");

        Assert.Equal("1", Assert.Single(result.Output).ToString());
        Assert.Single(result.Errors);
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Share_ImageNightly_with_WhatIf_changes_nothing()
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Demo);
        var before = Members("ubuntu-24.04");

        Run("Share-ImageNightly", $"-Project {State.Project("service").Id} -Session $demo -WhatIf");

        Assert.Equal(before, Members("ubuntu-24.04"));
    }

    [LocalCloudTheory(SampleImagesOnly)]
    [InlineData("$admin")]
    [InlineData("named")]
    public void Export_ImageSharing_writes_a_row_for_each_member_and_warns_about_deleted_projects(string session)
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Admin, "-Name named");
        State.AddMember(Image("ubuntu-24.04"), "0123456789abcdef0123456789abcdef");
        var path = Path.GetTempFileName();
        try
        {
            var result = Run("Export-ImageSharing", $"-Path '{path}' -Session {session}");

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

    [LocalCloudTheory(SampleImagesOnly)]
    [InlineData("$admin")]
    [InlineData("named")]
    public async Task Send_SharingReview_mails_the_report_and_compares_it_with_the_previous_one(string session)
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Admin, "-Name named");
        var folder = Directory.CreateTempSubdirectory("reviews-").FullName;
        try
        {
            Shell.Run($"Export-OSImageSharingReport '{folder}/review-2026-01-01.html' -AllProjects").MustSucceed();
            State.AddMember(Image("rocky-9.5"), State.Project("service").Id);
            using var server = new MailServer();

            Run(
                "Send-SharingReview",
                $"-Folder '{folder}' -To security@example.com -From images@example.com -SmtpServer 127.0.0.1 -Port {server.Port} "
                + $"-Session {session}");

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
    public async Task Send_SharingReview_mails_the_error_of_a_report_that_could_not_be_written()
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Admin, "-Name named");
        var folder = Directory.CreateTempSubdirectory("reviews-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "review-2026-01-01.html"), "damaged");
            using var server = new MailServer();

            RunScript(
                "Send-SharingReview",
                $"-Folder '{folder}' -To security@example.com -From images@example.com -SmtpServer 127.0.0.1 -Port {server.Port} "
                + "-Session named");

            var mail = string.Join('\n', await server.Mail).Replace("=\n", "", StringComparison.Ordinal);
            Assert.Contains("could not be written.", mail, StringComparison.Ordinal);
            Assert.Contains("is not an earlier export of members", mail, StringComparison.Ordinal);
            Assert.DoesNotContain("attached", mail, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Add_ProjectToSharing_shares_and_accepts_the_tagged_images()
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Admin, "-Name named");
        var service = State.Project("service").Id;

        Run("Add-ProjectToSharing", "-Project service -Tag lts -Session named");

        Assert.Contains((service, "accepted"), Members("ubuntu-24.04"));
        Assert.DoesNotContain(Members("windows-2022"), member => member.Project == service);
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Update_SharedImage_moves_the_members()
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Admin, "-Name named");
        var old = Members("ubuntu-24.04");
        State.AddImage(State.Project("demo").Id, "ubuntu-24.04.1");

        Run("Update-SharedImage", "-Old ubuntu-24.04 -New ubuntu-24.04.1 -Session named");

        Assert.Equal(old.Order(), Members("ubuntu-24.04.1").Order());
        Assert.Empty(Members("ubuntu-24.04"));
    }

    [LocalCloudFact(SampleImagesOnly)]
    public void Test_ImageSharing_exits_with_1_and_a_report_if_there_are_differences()
    {
        Shell.Connect(Cloud.AuthUrl, Cloud.Admin, "-Name named");
        using var folder = new CloudsFolder(Shell);
        Shell.Run("Export-OSImageSharing sharing.yaml").MustSucceed();
        const string Script = "-Path sharing.yaml -Report drift.csv -Session named; $LASTEXITCODE";

        Shell.Run("$global:LASTEXITCODE = 0").MustSucceed();
        Assert.Equal(["0"], Run("Test-ImageSharing", Script).Output.Select(item => item.ToString()));
        State.AddMember(Image("rocky-9.5"), State.Project("service").Id);
        var result = Run("Test-ImageSharing", Script);

        Assert.Equal(["Extra service on rocky-9.5", "1"], result.Output.Select(item => item.ToString()));
        Assert.Contains("Extra", File.ReadAllText(folder.Path("drift.csv")), StringComparison.Ordinal);
    }
}
