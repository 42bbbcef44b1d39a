using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>Bytes with a binary unit: B, KiB, MiB, GiB or TiB.</summary>
internal sealed class SizeShape(string example, long minimum = 1, long maximum = 1L << 60) : ScalarShape<long>
{
    private static readonly (string Unit, int Shift)[] Units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)];

    public override string Expected => $"a size {Write(minimum)}..{Write(maximum)} such as {example} (B, KiB, MiB, GiB, TiB)";

    public override JsonObject Schema(string path, FeatureList unsupported) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,18}(B|KiB|MiB|GiB|TiB)$" };

    public override string Write(long value)
    {
        foreach (var (name, shift) in Units)
        {
            if (value >> shift << shift == value && value >= 1L << shift) return string.Create(CultureInfo.InvariantCulture, $"{value >> shift}{name}");
        }
        return "0B";
    }

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out long value)
    {
        value = 0;
        foreach (var (name, shift) in Units)
        {
            if (!scalar.Text.EndsWith(name, StringComparison.Ordinal)) continue;
            if (!long.TryParse(scalar.Text[..^name.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > maximum >> shift) return false;
            value = count << shift;
            return value >= minimum;
        }
        return false;
    }

    protected override string? Hint(YamlScalar wrong)
    {
        var text = wrong.Text;
        if (text.EndsWith("MB", StringComparison.OrdinalIgnoreCase)) return "write MiB";
        if (text.EndsWith("GB", StringComparison.OrdinalIgnoreCase)) return "write GiB";
        return text.Length > 0 && text.All(char.IsAsciiDigit) ? "add a unit" : null;
    }
}
