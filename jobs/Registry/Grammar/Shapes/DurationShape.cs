using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A number with a unit: s, m, h, d, w or y. A year is 366 days, so that what is kept for seven years is never kept for less.</summary>
internal sealed class DurationShape(string example, TimeSpan? minimum = null, TimeSpan? unit = null) : ScalarShape<TimeSpan>
{
    private static readonly (char Unit, TimeSpan Length)[] Units =
    [
        ('y', TimeSpan.FromDays(366)), ('w', TimeSpan.FromDays(7)), ('d', TimeSpan.FromDays(1)),
        ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('s', TimeSpan.FromSeconds(1)),
    ];

    private readonly TimeSpan _minimum = minimum ?? TimeSpan.FromSeconds(1);

    public override string Expected
    {
        get
        {
            var least = _minimum > TimeSpan.FromSeconds(1) ? $" of at least {Write(_minimum)}" : "";
            var whole = unit is { } step ? $" in whole {(step == TimeSpan.FromDays(1) ? "days" : "hours")}" : "";
            return $"a duration{least}{whole} such as {example} (s, m, h, d, w, y)";
        }
    }

    public override JsonObject Schema(string path, FeatureList unsupported) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,9}[smhdwy]$" };

    /// <summary>In the largest unit that holds it exactly, hours before days up to four days, as people write retention.</summary>
    public override string Write(TimeSpan value)
    {
        foreach (var (name, length) in Units)
        {
            if (value.Ticks % length.Ticks != 0 || name == 'w' || (name == 'd' && value < TimeSpan.FromDays(5))) continue;
            return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / length.Ticks}{name}");
        }
        throw new ArgumentOutOfRangeException(nameof(value), "a duration is in whole seconds");
    }

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out TimeSpan value)
    {
        value = default;
        var text = scalar.Text;
        if (text.Length is < 2 or > 10 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        foreach (var (name, length) in Units)
        {
            if (name != text[^1]) continue;
            if (count > TimeSpan.FromDays(366 * 100).Ticks / length.Ticks) return false;
            value = length * count;
            return value >= _minimum && (unit is not { } step || value.Ticks % step.Ticks == 0);
        }
        return false;
    }
}
