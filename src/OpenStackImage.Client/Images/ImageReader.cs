using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Reads an image. The reader is written by hand, because lists contain thousands of images.</summary>
internal static class ImageReader
{
    public static Image Read(JsonReader reader)
    {
        var values = default(Values);
        reader.EnterObject("an image");
        while (reader.NextProperty(out var field))
        {
            values.Read(field, reader);
        }

        return values.ToImage();
    }

    /// <summary>The values of the fields that were read so far.</summary>
    private struct Values
    {
        private string? _id, _name, _status, _visibility, _owner, _diskFormat, _containerFormat;
        private string? _checksum, _hashAlgorithm, _hashValue, _stores;
        private long? _size, _virtualSize, _minDisk, _minRam;
        private bool _isProtected, _isHidden;
        private DateTime? _createdAt, _updatedAt;
        private IReadOnlyList<string>? _tags;
        private Dictionary<string, string>? _properties;

        public void Read(string field, JsonReader reader)
        {
            switch (field)
            {
                case ImageFields.Id: _id = reader.ReadText(); break;
                case ImageFields.Name: _name = reader.ReadText(); break;
                case ImageFields.Status: _status = reader.ReadText(); break;
                case ImageFields.Visibility: _visibility = reader.ReadText(); break;
                case ImageFields.Owner: _owner = reader.ReadText(); break;
                case ImageFields.Size: _size = reader.ReadCount(); break;
                case ImageFields.VirtualSize: _virtualSize = reader.ReadCount(); break;
                case ImageFields.DiskFormat: _diskFormat = reader.ReadText(); break;
                case ImageFields.ContainerFormat: _containerFormat = reader.ReadText(); break;
                case ImageFields.MinDisk: _minDisk = reader.ReadCount(); break;
                case ImageFields.MinRam: _minRam = reader.ReadCount(); break;
                case ImageFields.Checksum: _checksum = reader.ReadText(); break;
                case ImageFields.HashAlgorithm: _hashAlgorithm = reader.ReadText(); break;
                case ImageFields.HashValue: _hashValue = reader.ReadText(); break;
                case ImageFields.Protected: _isProtected = reader.ReadBoolean(); break;
                case ImageFields.Hidden: _isHidden = reader.ReadBoolean(); break;
                case ImageFields.Tags: _tags = reader.ReadTexts(); break;
                case ImageFields.Stores: _stores = reader.ReadText(); break;
                case ImageFields.CreatedAt: _createdAt = reader.ReadLocalTime(); break;
                case ImageFields.UpdatedAt: _updatedAt = reader.ReadLocalTime(); break;
                case ImageFields.Self or ImageFields.File or ImageFields.Schema: reader.Read(); reader.Skip(); break;
                default: AddProperty(field, reader.ReadTextOrJson()); break;
            }
        }

        public readonly Image ToImage() => new()
        {
            Id = string.IsNullOrEmpty(_id) ? throw new JsonSerializationException("an image has no id.") : _id!,
            Name = _name,
            Status = _status ?? "",
            Visibility = _visibility ?? "",
            OwnerId = _owner,
            Size = _size,
            VirtualSize = _virtualSize,
            DiskFormat = _diskFormat,
            ContainerFormat = _containerFormat,
            MinDisk = _minDisk ?? 0,
            MinRam = _minRam ?? 0,
            Checksum = _checksum,
            HashAlgorithm = _hashAlgorithm,
            HashValue = _hashValue,
            IsProtected = _isProtected,
            IsHidden = _isHidden,
            Tags = _tags ?? [],
            Properties = _properties ?? new Dictionary<string, string>(),
            Stores = string.IsNullOrEmpty(_stores) ? [] : _stores!.Split(','),
            CreatedAt = _createdAt,
            UpdatedAt = _updatedAt,
        };

        private void AddProperty(string name, string? value)
        {
            if (value is not null)
            {
                (_properties ??= new Dictionary<string, string>(StringComparer.Ordinal))[name] = value;
            }
        }
    }
}
