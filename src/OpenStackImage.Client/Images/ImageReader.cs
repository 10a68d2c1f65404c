using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Reads an image. It is written by hand because lists hold thousands of them.</summary>
internal static class ImageReader
{
    public static Image Read(JsonReader reader)
    {
        string? id = null, name = null, status = null, visibility = null, owner = null, diskFormat = null, containerFormat = null;
        string? checksum = null, hashAlgorithm = null, hashValue = null, stores = null;
        long? size = null, virtualSize = null, minDisk = null, minRam = null;
        bool isProtected = false, isHidden = false;
        DateTime? createdAt = null, updatedAt = null;
        IReadOnlyList<string> tags = [];
        Dictionary<string, string>? properties = null;

        reader.EnterObject("an image");
        while (reader.NextProperty(out var field))
        {
            switch (field)
            {
                case ImageFields.Id: id = reader.ReadText(); break;
                case ImageFields.Name: name = reader.ReadText(); break;
                case ImageFields.Status: status = reader.ReadText(); break;
                case ImageFields.Visibility: visibility = reader.ReadText(); break;
                case ImageFields.Owner: owner = reader.ReadText(); break;
                case ImageFields.Size: size = reader.ReadInt64(); break;
                case ImageFields.VirtualSize: virtualSize = reader.ReadInt64(); break;
                case ImageFields.DiskFormat: diskFormat = reader.ReadText(); break;
                case ImageFields.ContainerFormat: containerFormat = reader.ReadText(); break;
                case ImageFields.MinDisk: minDisk = reader.ReadInt64(); break;
                case ImageFields.MinRam: minRam = reader.ReadInt64(); break;
                case ImageFields.Checksum: checksum = reader.ReadText(); break;
                case ImageFields.HashAlgorithm: hashAlgorithm = reader.ReadText(); break;
                case ImageFields.HashValue: hashValue = reader.ReadText(); break;
                case ImageFields.Protected: isProtected = reader.ReadBoolean(); break;
                case ImageFields.Hidden: isHidden = reader.ReadBoolean(); break;
                case ImageFields.Tags: tags = reader.ReadTexts(); break;
                case ImageFields.Stores: stores = reader.ReadText(); break;
                case ImageFields.CreatedAt: createdAt = reader.ReadLocalTime(); break;
                case ImageFields.UpdatedAt: updatedAt = reader.ReadLocalTime(); break;
                case ImageFields.Self or ImageFields.File or ImageFields.Schema: reader.Read(); reader.Skip(); break;
                default:
                    if (reader.ReadTextOrJson() is { } value)
                    {
                        (properties ??= new Dictionary<string, string>(StringComparer.Ordinal))[field] = value;
                    }

                    break;
            }
        }

        return new Image
        {
            Id = string.IsNullOrEmpty(id) ? throw new JsonSerializationException("an image has no id.") : id!,
            Name = name,
            Status = status ?? "",
            Visibility = visibility ?? "",
            OwnerId = owner,
            Size = size,
            VirtualSize = virtualSize,
            DiskFormat = diskFormat,
            ContainerFormat = containerFormat,
            MinDisk = minDisk ?? 0,
            MinRam = minRam ?? 0,
            Checksum = checksum,
            HashAlgorithm = hashAlgorithm,
            HashValue = hashValue,
            IsProtected = isProtected,
            IsHidden = isHidden,
            Tags = tags,
            Properties = properties ?? new Dictionary<string, string>(),
            Stores = string.IsNullOrEmpty(stores) ? [] : stores!.Split(','),
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
        };
    }
}
