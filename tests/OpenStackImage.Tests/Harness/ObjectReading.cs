using System.Management.Automation;

namespace OpenStackImage.Tests.Harness;

/// <summary>The module's types are in a separate load context; tests look at their properties as scripts do.</summary>
internal static class ObjectReading
{
    public static object? Get(this PSObject item, string property)
        => (item.Properties[property] ?? throw new InvalidOperationException($"A {item.TypeNames[0]} has no property {property}.")).Value;

    public static T Value<T>(this PSObject item, string property) => Assert.IsAssignableFrom<T>(item.Get(property));

    public static string? Text(this PSObject item, string property) => item.Get(property)?.ToString();
}
