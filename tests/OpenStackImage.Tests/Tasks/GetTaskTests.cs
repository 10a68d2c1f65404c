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
    public async Task Tasks_are_filtered_by_type_and_sorted()
    {
        var (image, task) = await ImportedAsync();
        var (_, later) = await ImportedAsync();
        Connect(Admin);

        var imports = Shell.Run("Get-OSImageTask -Type API_image_import -Sort CreatedAt").Texts("Id");
        Assert.True(Array.IndexOf(imports, task) < Array.IndexOf(imports, later) && imports.Contains(task));
        Assert.DoesNotContain("api_image_import", Shell.Run("Get-OSImageTask -Type location_import, import").Texts("Type"));
        Assert.Equal([task], Shell.Run($"Get-OSImageTask {image} -Type api_image_import -Sort updated_at:desc").Texts("Id"));
        Assert.Empty(Shell.Run($"Get-OSImageTask {image} -Type location_import").MustSucceed().Output);
    }

    [Fact]
    public void Glance_applies_the_filters_and_sort_orders_that_it_supports()
    {
        Connect(Admin);

        Shell.Run("Get-OSImageTask -Type import -Status failure -Sort Status:desc").MustSucceed();
        Shell.Run("Get-OSImageTask -Type api_image_import").MustSucceed();

        Assert.Equal(
            [
                "GET /v2/tasks?status=failure&type=import&sort_key=status&sort_dir=desc&limit=1000 200",
                "GET /v2/tasks?limit=1000 200",
            ],
            Requests());
    }

    [Theory]
    [InlineData("Size")]
    [InlineData("Status:up")]
    [InlineData("Status:asc:desc")]
    public void Another_order_is_an_error_before_any_request(string order)
    {
        Connect(Admin);

        var error = Shell.Run($"Get-OSImageTask -Sort {order}").MustTerminate();

        Assert.Contains("CreatedAt, UpdatedAt", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Requests());
    }

    [Fact]
    public async Task Other_users_require_the_admin_role()
    {
        var (_, task) = await ImportedAsync();
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageTask").SingleError(), "AdminRequired", "Use -Image");
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageTask -Task {task}").SingleError(), "AdminRequired");
    }

    [Fact]
    public void A_task_that_does_not_exist_is_an_error()
    {
        Connect(Admin);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageTask -Task {Guid.NewGuid()}").SingleError(), "TaskNotFound", "task_time_to_live");
        ErrorsPage.AssertTold(Shell.Run("Get-OSImageTask -Task ../images").SingleError(), "TaskNotFound", "Tasks have no names");
    }

    [Fact]
    public async Task An_image_that_the_project_cannot_see_is_an_error()
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
