namespace Platform.Sources.Postgres.Losses;

/// <summary>Why a value could not arrive exactly.</summary>
public enum LossKind
{
    /// <summary>NaN in a decimal.</summary>
    NaN,

    /// <summary>An infinite numeric, date or timestamp.</summary>
    Infinity,

    /// <summary>A decimal with too many digits before the point; a date or timestamp outside the years 0001..9999.</summary>
    OutOfRange,

    /// <summary>More fraction digits than the decimal, or the milliseconds, hold.</summary>
    FractionDigits,

    /// <summary>An array of several dimensions in a list.</summary>
    Dimensions,

    /// <summary>An array whose first subscript is not 1 in a list.</summary>
    FirstSubscript,

    /// <summary>Text that is not valid UTF-8, of a database in SQL_ASCII.</summary>
    InvalidText,
}

/// <summary>Kinds as ledger and manifest write them.</summary>
public static class LossKinds
{
    public const int Count = 7;

    public static string Name(LossKind kind) => kind switch
    {
        LossKind.NaN => "nan",
        LossKind.Infinity => "infinity",
        LossKind.OutOfRange => "out-of-range",
        LossKind.FractionDigits => "fraction-digits",
        LossKind.Dimensions => "dimensions",
        LossKind.FirstSubscript => "first-subscript",
        _ => "invalid-text",
    };
}
