using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Tasks;

/// <summary>Converts tasks, including deserialized ones, to images: a task of a list does not contain its image.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskObjectAttribute : ObjectArgumentAttribute
{
    private const string TaskType = nameof(OpenStackImage) + "." + nameof(ImageTask);

    private protected override object? Convert(object? value) => value switch
    {
        ImageTask task => new ImageReference(task.ImageId ?? task.Id, task),
        PSObject { BaseObject: PSCustomObject } row when row.TypeNames.Any(IsTask) && TextOf(row, [nameof(ImageTask.Id)]) is { } id
            => Convert(new ImageTask { Id = id, ImageId = TextOf(row, [nameof(ImageTask.ImageId)]) }),
        _ => new ImageObjectAttribute().Replace(value),
    };

    private static bool IsTask(string type)
        => type.EndsWith("." + TaskType, StringComparison.Ordinal);
}
