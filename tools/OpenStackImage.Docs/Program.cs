using System.Reflection;
using System.Text;
using OpenStackImage.Docs;

// --pages          updates docs/cmdlets from the module in bin/; run it after a change of a cmdlet
// --check          lists the pages that are outdated, and exits with code 1 if there are any
// --build IN OUT   writes the files of Get-Help; the build of the module runs it
// --nuspec OUT     writes the metadata of the package
// --views IN OUT   writes the view file with the views of deserialized objects; the build of the module runs it
var root = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot")
    .Value!;
var manifest = new Manifest(root);

switch (args)
{
    case ["--pages"]:
        foreach (var (path, text) in Outdated())
        {
            File.WriteAllText(path, text);
            Console.WriteLine(Path.GetRelativePath(root, path));
        }

        return 0;

    case ["--check"]:
        var outdated = Outdated().Select(page => Path.GetRelativePath(root, page.Path)).ToArray();
        foreach (var path in outdated)
        {
            await Console.Error.WriteLineAsync($"{path} is outdated. Run: dotnet run --project tools/OpenStackImage.Docs -- --pages");
        }

        return outdated.Length == 0 ? 0 : 1;

    case ["--build", var module, var output]:
        Directory.CreateDirectory(output);
        new MamlWriter(root, OnlineVersion).Write(new ModuleReader(module).Read()).Save(Path.Combine(output, MamlWriter.FileName));
        foreach (var page in HelpFiles.AboutPages(root))
        {
            // Windows PowerShell reads a file without a mark as ANSI.
            File.WriteAllText(
                Path.Combine(output, Path.GetFileNameWithoutExtension(page) + ".help.txt"), AboutTopic.Write(page), new UTF8Encoding(true));
        }

        return 0;

    case ["--nuspec", var file]:
        Nuspec.Write(manifest).Save(file);
        return 0;

    case ["--views", var views, var output]:
        ModuleViews.Write(views, output);
        return 0;

    default:
        await Console.Error.WriteLineAsync(
            "Usage: --pages | --check | --build MODULE-FOLDER OUTPUT-FOLDER | --nuspec FILE | --views FILE OUTPUT-FILE");
        return 64;
}

IEnumerable<(string Path, string Text)> Outdated()
{
    foreach (var command in new ModuleReader(Path.Combine(root, "bin", "net8.0")).Read())
    {
        var path = HelpFiles.Page(root, command.Name);
        var text = CommandPageWriter.Write(command, CommandPage.Read(path), OnlineVersion(command));
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            yield return (path, text);
        }
    }
}

string OnlineVersion(CommandHelp command) => $"{manifest.ProjectUri}/blob/main/docs/cmdlets/{command.Name}.md";
