using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Tasks;

/// <summary>Get-OSImageTask: of images, of all, by ID.</summary>
public sealed class GetTaskTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task The_owner_sees_the_tasks_of_an_image()
    {
        var (image, task) = await ImportedAsync();
        Connect(Demo);

        var seen = Shell.Run($"Get-OSImageTask {image}").Single();

        Assert.Equal((task, image, "success"), (seen.Text("Id"), seen.Text("ImageId"), seen.Text("Status")));
        Assert.Empty(Shell.Run($"Get-OSImageTask {image} -Status failure").MustSucceed().Output);
    }

    [Fact]
    public async Task An_admin_sees_all_tasks_newest_first_and_one_by_its_ID()
    {
        var (image, task) = await ImportedAsync();
        Connect(Admin);

        Assert.Contains(task, Shell.Run("Get-OSImageTask -Status success").Texts("Id"));
        Assert.Equal(image, Shell.Run($"Get-OSImageTask -Task {task}").Single().Text("ImageId"));
        Assert.Equal(image, Shell.Run($"Get-OSImageTask -Task {task} | Get-OSImage").Single().Text("Id"));
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        var (_, task) = await ImportedAsync();
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageTask").SingleError(), "AdminRequired", "Use -Image");
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageTask -Task {task}").SingleError(), "AdminRequired");
    }

    [Fact]
    public void A_task_that_is_not_there()
    {
        Connect(Admin);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageTask -Task {Guid.NewGuid()}").SingleError(), "TaskNotFound", "task_time_to_live");
        ErrorsPage.AssertTold(Shell.Run("Get-OSImageTask -Task ../images").SingleError(), "TaskNotFound", "Tasks have no names");
    }

    [Fact]
    public async Task An_image_that_is_not_to_be_seen()
    {
        var image = await Demo.CreateImageAsync(TestCloud.Name("unseen"));
        Connect(Alt);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageTask {image}").SingleError(), "ImageNotFound", image);
    }

    private async Task<(string Image, string Task)> ImportedAsync()
    {
        var image = await Demo.CreateImageAsync(TestCloud.Name("imported"));
        await Demo.StageAsync(image, [1, 2, 3]);
        Connect(Demo, "-NotDefault");
        return (image, Shell.Run($"Import-OSImage {image} -Wait -Session $demo").Single().Text("Id")!);
    }
}
