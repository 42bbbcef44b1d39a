using System.Globalization;

namespace Platform.Registry.Types;

/// <summary>numeric: a decimal where precision and scale are declared and Athena's decimal holds them, exact text otherwise.</summary>
internal static class NumericTypes
{
    /// <summary>Athena's and Parquet's (16 bytes) largest precision.</summary>
    public const int MaxPrecision = 38;

    public static TypeResolution Find(PostgresTypeName type, AsForm asked)
    {
        if (asked.Kind == AsKind.Decimal) return TypeResolution.Of(asked.Decimal!);
        if (asked.Kind != AsKind.Own) return TypeTable.Refused(type, asked, "decimal(p,s), text");
        if (type.Modifiers is null) return Exact();
        if (type.Modifier(0) is not { } precision || type.Modifier(1) is not { } scale
            || precision is < 1 or > 1000 || scale is < -1000 or > 1000 || type.Modifiers.Split(',').Length != 2)
        {
            return TypeResolution.No(
                $"{type} is not a PostgreSQL type: precision is 1..1000 and scale -1000..1000",
                "write numeric(p,s), or numeric for one without precision");
        }
        return Declared(precision, scale) is { } type38 ? TypeResolution.Of(type38) : Exact();
    }

    /// <summary>
    /// The decimal that holds numeric(precision, scale): a negative scale rounds to tens, so the digits before the point are
    /// precision - scale; a scale above the precision leaves only digits after the point. Null above 38 digits.
    /// </summary>
    private static LakeType.Decimal? Declared(int precision, int scale)
    {
        var digits = scale < 0 ? precision - scale : Math.Max(precision, scale);
        return digits <= MaxPrecision ? new LakeType.Decimal(digits, Math.Max(scale, 0)) : null;
    }

    private static TypeResolution Exact() => TypeResolution.Of(new LakeType.Text(), ReadForm.Text);

    internal static bool TryParseDecimal(string text, out LakeType.Decimal? type)
    {
        type = null;
        if (!text.StartsWith("decimal(", StringComparison.Ordinal) || !text.EndsWith(')')) return false;
        var parts = text[8..^1].Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var precision)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var scale)
            || precision is < 1 or > MaxPrecision || scale > precision) return false;
        type = new LakeType.Decimal(precision, scale);
        return true;
    }
}
