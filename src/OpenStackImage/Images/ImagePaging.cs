using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Applies -First and -Skip to the complete output of a cmdlet.</summary>
internal sealed class ImagePaging(ulong first = ulong.MaxValue, ulong skip = 0)
{
    private readonly object _gate = new();
    private ulong _first = first;
    private ulong _skip = skip;

    /// <summary>True if no more images are needed.</summary>
    public bool IsComplete => _first == 0;

    /// <summary>The number of images to read; null for all.</summary>
    public int? Remaining => _first > int.MaxValue - _skip || _skip > int.MaxValue ? null : (int)(_first + _skip);

    /// <summary>Several sessions may be listed concurrently.</summary>
    private bool Take()
    {
        lock (_gate)
        {
            if (_skip > 0)
            {
                _skip--;
                return false;
            }

            if (_first == 0)
            {
                return false;
            }

            _first--;
            return true;
        }
    }

    /// <summary>Writes an image unless it is skipped or exceeds the maximum.</summary>
    public async Task WriteAsync(Image image, PipelineWriter writer)
    {
        if (Take())
        {
            await writer.WriteAsync(image).ConfigureAwait(false);
        }
    }
}
