using System.Text.Json.Nodes;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>A namespace with its content; each definition is kept as the JSON that Glance returns.</summary>
internal sealed class MetadefNamespace
{
    public required string Name { get; set; }

    /// <summary>display_name, description, visibility, protected.</summary>
    public required JsonObject Fields { get; set; }

    public required string Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool IsPublic => Text("visibility") == "public";

    public bool IsProtected => Fields["protected"]?.GetValue<bool>() ?? false;

    public OrderedDictionary<string, JsonObject> Properties { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Glance compares tags ignoring case.</summary>
    public OrderedDictionary<string, JsonObject> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);

    public OrderedDictionary<string, JsonObject> ResourceTypes { get; } = new(StringComparer.Ordinal);

    private string? Text(string name) => Fields[name]?.GetValue<string>();
}

/// <summary>The catalog of metadata definitions. Callers must hold its gate during each operation.</summary>
internal sealed class MetadefStore
{
    public const string ImageType = "OS::Glance::Image";
    private const string FlavorType = "OS::Nova::Flavor";

    public MetadefStore(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        string[] types = [ImageType, "OS::Cinder::Volume", "OS::Nova::Server", "OS::Nova::Aggregate", FlavorType, "OS::Trove::Instance"];
        foreach (var type in types)
        {
            ResourceTypes[type] = now;
        }

        Seed(
            now,
            "OS::Compute::Watchdog",
            "Watchdog Behavior",
            "watchdog_action",
            "Watchdog Action",
            """["disabled", "reset", "poweroff", "pause", "none"]""");
        Seed(now, "OS::Compute::VirtCPUTopology", "Virtual CPU Topology", "cpu_sockets", "vCPU Sockets", null);
        Seed(now, "OS::Compute::CPUPinning", "CPU Pinning", "cpu_policy", "CPU Pinning policy", """["shared", "dedicated"]""");
    }

    public Lock Gate { get; } = new();

    /// <summary>The namespaces in the order in which they were created.</summary>
    public List<MetadefNamespace> Namespaces { get; } = [];

    /// <summary>The resource types, and the time when each was first used.</summary>
    public OrderedDictionary<string, DateTimeOffset> ResourceTypes { get; } = new(StringComparer.Ordinal);

    public MetadefNamespace? Find(string name) => Namespaces.Find(candidate => candidate.Name == name);

    /// <summary>Adds sample definitions like those that Glance contains.</summary>
    private void Seed(DateTimeOffset now, string name, string displayName, string property, string title, string? values)
    {
        MetadefNamespace space = new()
        {
            Name = name,
            Owner = "admin",
            CreatedAt = now,
            UpdatedAt = now,
            Fields = new() { ["display_name"] = displayName, ["visibility"] = "public", ["protected"] = true },
        };
        space.Properties[property] = new() { ["type"] = values is null ? "integer" : "string", ["title"] = title };
        if (values is not null)
        {
            space.Properties[property]["enum"] = JsonNode.Parse(values);
        }

        foreach (var (type, prefix) in ((string, string)[])[(ImageType, "hw_"), (FlavorType, "hw:")])
        {
            space.ResourceTypes[type] = new() { ["name"] = type, ["prefix"] = prefix };
        }

        Namespaces.Add(space);
    }
}
