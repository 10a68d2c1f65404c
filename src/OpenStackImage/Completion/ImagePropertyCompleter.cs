using OpenStackImage.Images;
using OpenStackImage.Members;
using OpenStackImage.Schemas;

namespace OpenStackImage.Completion;

/// <summary>
/// Completes -Property with name=value pairs: the properties of the cloud's image schema and those that other services read (hw_*), with
/// the values of those that have few.
/// </summary>
public class ImagePropertyCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        foreach (var property in await WellKnownAsync(session, cancellationToken).ConfigureAwait(false))
        {
            foreach (var text in property.AllowedValues.Select(value => $"{property.Name}={value}").Prepend($"{property.Name}="))
            {
                add(Candidate.Of(text, property.Description));
            }
        }
    }

    private protected static async Task<IEnumerable<ImageSchemaProperty>> WellKnownAsync(
        OpenStackSession session, CancellationToken cancellationToken)
    {
        var ofSchema = await new SchemaClient(session, null).WellKnownAsync(cancellationToken).ConfigureAwait(false);
        var names = new HashSet<string>(ofSchema.Select(property => property.Name), StringComparer.Ordinal);
        return ofSchema.Concat(ServiceProperties.All.Where(property => !names.Contains(property.Name)));
    }
}

/// <summary>
/// Completes -RemoveProperty with the properties of the image, or with the well-known properties if no image is specified.
/// </summary>
public sealed class ImagePropertyNameCompleter : ImagePropertyCompleter
{
    private protected override string Key(CompletionContext context) => context.Image?.Text ?? "";

    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        var image = context.Image is { } reference
            ? await ImageOf.FindAsync(session, reference, cancellationToken).ConfigureAwait(false)
            : null;
        if (image is not null)
        {
            foreach (var property in image.Properties)
            {
                add(Candidate.Of(property.Key, property.Value?.ToString()));
            }

            return;
        }

        foreach (var property in await WellKnownAsync(session, cancellationToken).ConfigureAwait(false))
        {
            add(Candidate.Of(property.Name, property.Description));
        }
    }
}

/// <summary>Completes -RemoveTag with the tags of the image, and -Tag and -AddTag with the tags of all images.</summary>
public sealed class ImageTagCompleter : SessionCompleter
{
    private const string RemoveParameter = "RemoveTag";

    private protected override string Key(CompletionContext context)
        => context.ParameterName == RemoveParameter ? $"{RemoveParameter}\n{context.Image?.Text}" : "";

    private protected override IEnumerable<Candidate> Select(IEnumerable<Candidate> found) => found.Distinct();

    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        if (context.ParameterName == RemoveParameter)
        {
            var image = context.Image is { } reference
                ? await ImageOf.FindAsync(session, reference, cancellationToken).ConfigureAwait(false)
                : null;
            foreach (var tag in image?.Tags ?? [])
            {
                add(Candidate.Of(tag));
            }

            return;
        }

        await foreach (var image in new ImageClient(session, null).ListAsync(new ImageQuery(), cancellationToken).ConfigureAwait(false))
        {
            foreach (var tag in image.Tags)
            {
                add(Candidate.Of(tag));
            }
        }
    }
}

/// <summary>Reads the image that the command line specifies.</summary>
internal static class ImageOf
{
    /// <summary>Returns the image; null if it does not exist, or if several images have its name.</summary>
    public static async Task<Image?> FindAsync(OpenStackSession session, ImageReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await new ImageResolver(session, null).GetAsync(reference, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NotFoundException or AmbiguousNameException)
        {
            return null;
        }
    }
}
