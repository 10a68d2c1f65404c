using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Changes a property of a namespace of metadata definitions: what is given, and nothing else. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefProperty", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class SetOSImageMetadefPropertyCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The property.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>The name that is shown to people.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>What values are: string, integer, number, boolean, array or object.</summary>
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

    /// <summary>What else JSON Schema has, as JSON: { "minLength": 3 }. What it does not name stays.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Schema { get; set; }

    /// <summary>Write what has become of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, name, draft) = (Namespace, Name, new PropertyDraft
        {
            Name = NewName,
            Title = Title,
            Type = Type,
            Description = Description,
            Default = Default,
            AllowedValues = AllowedValue,
            Minimum = Minimum,
            Maximum = Maximum,
            Pattern = Pattern,
            Schema = Schema,
        });
        Start(name, writer => new MetadefWork<ImageMetadefProperty>(CurrentSession, MetadefKinds.Property, writer).SetAsync(space, name, draft, PassThru));
    }
}
