using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>The base class of the cmdlets that change images: adds -PassThru.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageChangeCommand : ImageCommand
{
    /// <summary>Indicates that the cmdlet writes the changed images. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }
}
