namespace OpenStackImage.Client.Tests.Images;

/// <summary>Names of replaced images.</summary>
public sealed class ImageNameTemplateTests
{
    private static readonly Image Old = new()
    {
        Id = "11111111-2222-3333-4444-555555555555",
        Name = "golden",
        CreatedAt = new DateTime(2026, 11, 26, 20, 30, 5, DateTimeKind.Utc).ToLocalTime(),
    };

    [Theory]
    [InlineData("{name}-{created:yyyyMMdd}", "golden-20261126")]
    [InlineData("old {id}", "old 11111111-2222-3333-4444-555555555555")]
    [InlineData("{created}", "20261126203005")]
    [InlineData("{{x}} {name}", "{x} golden")]
    public void Fields_of_a_template_are_replaced_by_values_of_the_image(string template, string name)
        => Assert.Equal(name, new ImageNameTemplate(template).Expand(Old));

    [Theory]
    [InlineData("")]
    [InlineData("{nme}")]
    [InlineData("{name")]
    [InlineData("a}")]
    [InlineData("{name:x}")]
    [InlineData("{created:%}")]
    public void An_invalid_template_is_refused(string template)
        => Assert.Throws<ArgumentException>(() => new ImageNameTemplate(template));
}
