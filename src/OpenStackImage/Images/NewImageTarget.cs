using OpenStackImage.Cmdlets;
using OpenStackImage.ImageData;
using OpenStackImage.Imports;
using OpenStackImage.ServiceInfo;

namespace OpenStackImage.Images;

/// <summary>
/// The target of the data of a new image: verifies the requirements of the cloud, and determines whether the cloud already has the data.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes warnings.</param>
internal sealed class NewImageTarget(OpenStackSession session, PipelineWriter writer)
{
    /// <summary>The import that provides the data; null for an upload, or for no data.</summary>
    public ImageImport? Import { get; init; }

    /// <summary>The stores for the data; empty for the default store of the cloud.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>The hash that imported data must have; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>Verifies, before anything is created, that the cloud has the import method and the stores.</summary>
    public async Task VerifyAsync()
    {
        var info = new ServiceInfoClient(session, writer);
        if (Import is not null)
        {
            await info.RequireImportMethodAsync(Import.Method, writer.CancellationToken).ConfigureAwait(false);
        }

        if (Stores.Count > 0)
        {
            await info.RequireStoresAsync(Stores, writer.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the image with the same name and owner that already has the data; null if there is none.</summary>
    public async Task<Image?> FindUnchangedAsync(ImageSettings settings, UploadData? data)
    {
        if (settings.Name is null || (settings.OwnerId ?? session.ProjectId) is not { } owner)
        {
            return null;
        }

        UploadOptionsCommand.RequireRewind(data);
        var stored = new StoredData(session, writer);
        var present = await stored.FindAsync(settings.Name, owner, data, Expected, writer.CancellationToken).ConfigureAwait(false);
        if (present is null)
        {
            return null;
        }

        writer.WriteVerbose($"Image {present.ResourceName} already has this data; nothing was sent.");
        if (ImageChange.Make(present, settings) is { Count: > 0 } changes)
        {
            writer.WriteWarning(
                $"Image {present.ResourceName} already has this data, and was not changed, although it differs: "
                    + $"{string.Join("; ", changes)}. Use Set-OSImage.");
        }

        return present;
    }

    /// <summary>Returns the sentences of the confirmation.</summary>
    public IEnumerable<string> Plan(ImageSettings settings, UploadSource? source)
    {
        var changes = ImageChange.Make(settings with { Name = null });
        var plan = new List<string> { $"Create image '{settings.Name}' ({string.Join(", ", changes)})" };
        if (source is not null)
        {
            var into = Stores.Count > 0 && Import is null ? $" into store '{Stores[0]}'" : "";
            plan.Add($"{(Import is null ? "send" : "stage")} {source.Description} as its data{into}");
        }

        if (Import is not null)
        {
            plan.Add($"import {Import.Uri ?? "it"} by {Import.Method}{(Stores.Count > 0 ? $", into {string.Join(", ", Stores)}" : "")}");
        }

        return plan;
    }
}
