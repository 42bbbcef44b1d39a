using System.Globalization;
using System.Text;

namespace Platform.Registry.Avro;

/// <summary>
/// Avro's names are ASCII letters, digits and underscores, no digit first (specification 1.12, Names); PostgreSQL's are anything. Every other
/// character becomes an underscore, and a name that is taken already gets a number: <c>unit price</c> and <c>unit-price</c> become
/// <c>unit_price</c> and <c>unit_price_2</c>.
/// </summary>
public sealed class AvroNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name to write for <paramref name="name"/>, different from all that were given before.</summary>
    public string Take(string name)
    {
        var plain = Plain(name);
        var unique = plain;
        for (var number = 2; !_taken.Add(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{plain}_{number}");
        return unique;
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes()) plain.Append(rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value == '_') ? (char)rune.Value : '_');
        if (plain.Length == 0 || char.IsAsciiDigit(plain[0])) plain.Insert(0, '_');
        return plain.ToString();
    }
}
