using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OpenStackImage.Tests.Formatting;

/// <summary>
/// Creates objects of the module as a cloud returns them. Users cannot create them, because their properties have no public setters.
/// </summary>
internal static class Specimen
{
    private static readonly DateTime Moment = new(2026, 11, 24, 9, 30, 0, DateTimeKind.Local);

    /// <summary>Creates an object with a value for every property: the specified value, or a value of the type of the property.</summary>
    public static object Of(Type type, params (string Property, object? Value)[] values)
    {
        var specimen = type.GetConstructor(Type.EmptyTypes) is null
            ? RuntimeHelpers.GetUninitializedObject(type)
            : Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var given = values.Where(value => value.Property == property.Name).ToArray();
            var value = given.Length > 0 ? given[0].Value : Suggested(property);
            if (property.GetSetMethod(nonPublic: true) is { } setter)
            {
                setter.Invoke(specimen, [value]);
            }
        }

        return specimen;
    }

    private static object? Suggested(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(string) => property.Name.EndsWith("Id", StringComparison.Ordinal)
                ? "f5fe2b0546c44415b7748dc61e08c911"
                : $"some {property.Name}",
            _ when type == typeof(DateTime) => Moment,
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90),
            _ when type == typeof(Uri) => new Uri("https://cloud.example.com/image/v2/images"),
            _ when type == typeof(bool) => true,
            _ when type.IsPrimitive => Convert.ChangeType(42, type, System.Globalization.CultureInfo.InvariantCulture),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ when type == typeof(object) => "some value",
            _ when type.IsAssignableFrom(typeof(string[])) => new[] { "one", "two" },
            _ when type.IsAssignableFrom(
                typeof(Dictionary<string, string>)) => new Dictionary<string, string>
                {
                    ["os_distro"] = "ubuntu",
                    ["os_version"] = "24.04"
                },
            _ when typeof(IEnumerable).IsAssignableFrom(type)
                && type.IsGenericType
                && type.GetGenericArguments().Length == 1 => Array.CreateInstance(type.GetGenericArguments()[0], 0),
            _ => null,
        };
    }
}
