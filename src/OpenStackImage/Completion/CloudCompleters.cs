using OpenStackImage.Metadefs;
using OpenStackImage.Schemas;
using OpenStackImage.ServiceInfo;
using OpenStackImage.Tasks;

namespace OpenStackImage.Completion;

/// <summary>Completes -Method with the import methods of the cloud.</summary>
public sealed class ImportMethodCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        var info = await new ServiceInfoClient(session, null).GetImportInfoAsync(cancellationToken).ConfigureAwait(false);
        foreach (var method in info.Methods)
        {
            add(Candidate.Of(method));
        }
    }
}

/// <summary>Completes -Store with the stores of the cloud; the tool tip shows their descriptions.</summary>
public sealed class StoreCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        var client = new ServiceInfoClient(session, null);
        foreach (var store in await client.ListStoresAsync(detail: false, cancellationToken).ConfigureAwait(false))
        {
            add(Candidate.Of(store.Id, store.Description ?? (store.IsDefault ? "the default store" : null)));
        }
    }
}

/// <summary>Completes -Task with the IDs of the tasks of the image, or of all tasks; the tool tip shows type and status.</summary>
public sealed class TaskCompleter : SessionCompleter
{
    private protected override string Key(CompletionContext context) => context.Image?.Text ?? "";

    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        var client = new TaskClient(session, null);
        var image = context.Image is { } reference
            ? await ImageOf.FindAsync(session, reference, cancellationToken).ConfigureAwait(false)
            : null;
        if (image is not null)
        {
            foreach (var task in await client.ListOfImageAsync(image.Id, cancellationToken).ConfigureAwait(false))
            {
                add(Candidate.Of(task.Id, $"{task.Type} {task.Status}"));
            }

            return;
        }

        await foreach (var task in client.ListAsync(new TaskQuery(), cancellationToken).ConfigureAwait(false))
        {
            add(Candidate.Of(task.Id, $"{task.Type} {task.Status}"));
        }
    }
}

/// <summary>Completes -Namespace with the metadata definition namespaces; the tool tip shows their display names.</summary>
public sealed class NamespaceCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        await foreach (var item in new NamespaceClient(session, null).ListAsync(null, null, cancellationToken).ConfigureAwait(false))
        {
            add(Candidate.Of(item.Namespace, item.DisplayName));
        }
    }
}

/// <summary>Completes the names of resource types that have metadata definitions.</summary>
public sealed class ResourceTypeCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        foreach (var type in await new NamespaceClient(session, null).ListResourceTypesAsync(cancellationToken).ConfigureAwait(false))
        {
            add(Candidate.Of(type.Name));
        }
    }
}

/// <summary>Completes the fields of Glance's schemas.</summary>
public sealed class SchemaFieldCompleter : SessionCompleter
{
    private const string DefaultSchema = "image";

    private protected override string Key(CompletionContext context) => context.Text("Schema") ?? DefaultSchema;

    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        foreach (var field in await new SchemaClient(session, null).GetAsync(Key(context), cancellationToken).ConfigureAwait(false))
        {
            add(Candidate.Of(field.Name, field.Description));
        }
    }
}
