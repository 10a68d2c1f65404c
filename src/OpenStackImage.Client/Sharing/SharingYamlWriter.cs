using System.Globalization;
using System.Text;

namespace OpenStackImage.Sharing;

/// <summary>Writes a sharing file in YAML, one value per line, so that a version control system shows each change separately.</summary>
/// <param name="text">Receives the text.</param>
internal sealed class SharingYamlWriter(TextWriter text)
{
    /// <summary>Plain words that a reader of YAML 1.1 or 1.2 does not treat as text.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    };

    public void Write(SharingDocument document)
    {
        Line(0, "# yaml-language-server: $schema=" + SharingKeys.SchemaUrl);
        Line(0, $"{SharingKeys.Version}: {SharingKeys.CurrentVersion}");
        Line(0, document.Entries.Count == 0 ? $"{SharingKeys.Shares}: []" : $"{SharingKeys.Shares}:");
        foreach (var entry in document.Entries)
        {
            Line(1, $"- {SharingKeys.Images}:");
            WriteSelector(entry.Images);
            Line(2, entry.Projects.Count == 0 ? $"{SharingKeys.Projects}: []" : $"{SharingKeys.Projects}:");
            foreach (var project in entry.Projects)
            {
                WriteProject(project);
            }
        }
    }

    private void WriteSelector(ImageSelector images)
    {
        Value(SharingKeys.Id, images.Id);
        Value(SharingKeys.Name, images.Name);
        Value(SharingKeys.Pattern, images.Pattern);
        if (images.Tags.Count > 0)
        {
            Line(3, $"{SharingKeys.Tag}:");
            foreach (var tag in images.Tags)
            {
                Line(4, $"- {Scalar(tag)}");
            }
        }

        if (images.Properties.Count > 0)
        {
            Line(3, $"{SharingKeys.Property}:");
            foreach (var property in images.Properties)
            {
                Line(4, $"{Scalar(property.Key)}: {Scalar(property.Value)}");
            }
        }

        Value(SharingKeys.Owner, images.Owner);
        Value(SharingKeys.OwnerDomain, images.OwnerDomain);

        void Value(string key, string? value)
        {
            if (value is not null)
            {
                Line(3, $"{key}: {Scalar(value)}");
            }
        }
    }

    private void WriteProject(ListedProject project)
    {
        var values = new[]
        {
            (SharingKeys.Id, project.Id), (SharingKeys.Name, project.Name), (SharingKeys.Domain, project.Domain),
            (SharingKeys.Status, project.Status), (SharingKeys.Until, SharingTime.Text(project.Until)),
        };
        var start = "- ";
        foreach (var (key, value) in values.Where(value => value.Item2 is not null))
        {
            Line(3, $"{start}{key}: {(key == SharingKeys.Until ? value : Scalar(value!))}");
            start = "  ";
        }
    }

    private void Line(int depth, string content) => text.Write(new string(' ', depth * 2) + content + "\n");

    /// <summary>Returns a text as a plain scalar if every reader treats it as text, otherwise in double quotes.</summary>
    private static string Scalar(string value)
    {
        var isPlain = value.Length > 0
            && !Reserved.Contains(value)
            && (IsLetter(value[0]) || (value[0] is >= '0' and <= '9' && value.Any(IsInNoNumber) && !HasRadix(value)))
            && value.All(character => IsLetter(character) || character is (>= '0' and <= '9') or '-' or '_' or '.');
        if (isPlain)
        {
            return value;
        }

        var quoted = new StringBuilder("\"");
        foreach (var character in value)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsPrintable(character) => character.ToString(),
                _ => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>True for a text that begins like a hexadecimal or binary number (0xcafe, 0b10).</summary>
    private static bool HasRadix(string value) => value.Length > 1 && value[0] == '0' && (value[1] is 'x' or 'X' or 'b' or 'B');

    /// <summary>True for a letter that occurs in no decimal number and no time.</summary>
    private static bool IsInNoNumber(char character) => IsLetter(character) && character is not ('e' or 'E' or 'x' or 'o' or 'T' or 'Z');

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>Line ends of Unicode and format characters, which change how an editor shows the line, are escaped.</summary>
    private static bool IsPrintable(char character) => CharUnicodeInfo.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
