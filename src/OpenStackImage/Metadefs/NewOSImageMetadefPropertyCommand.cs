using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Adds the definition of a property to a namespace of metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefProperty", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class NewOSImageMetadefPropertyCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The name of the property.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The name that is shown to people; left out, the name itself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>What values are: string where left out.</summary>
    [Parameter]
    [ValidateSet("string", "integer", "number", "boolean", "array", "object")]
    public string? Type { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The value of what does not carry it.</summary>
    [Parameter]
    public string? Default { get; set; }

    /// <summary>The only values it may have.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? AllowedValue { get; set; }

    /// <summary>The least number; a whole one.</summary>
    [Parameter]
    public long? Minimum { get; set; }

    /// <summary>The greatest number; a whole one.</summary>
    [Parameter]
    public long? Maximum { get; set; }

    /// <summary>The regular expression that a text must match.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Pattern { get; set; }

    /// <summary>What else JSON Schema has, as JSON: { "minLength": 3 }. The other parameters go before.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Schema { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, draft) = (Namespace, new PropertyDraft
        {
            Name = Name,
            Title = Title ?? (Schema is null ? Name : null),
            Type = Type ?? (Schema is null ? "string" : null),
            Description = Description,
            Default = Default,
            AllowedValues = AllowedValue,
            Minimum = Minimum,
            Maximum = Maximum,
            Pattern = Pattern,
            Schema = Schema,
        });
        Start(Name, writer => new MetadefWork<ImageMetadefProperty>(CurrentSession, MetadefKinds.Property, writer).AddAsync(space, draft));
    }
}
