namespace Platform.Sources.Postgres.Describing;

/// <summary>What a look at a column's values showed; null where nobody looked.</summary>
internal sealed record ColumnContent
{
    /// <summary>Some value is present.</summary>
    public bool AnyValue { get; init; }

    /// <summary>numeric: NaN or an infinity; dates and timestamps: an infinity or a year outside 0001..9999; arrays: several dimensions or a first subscript other than 1.</summary>
    public bool AnyBeyondType { get; init; }

    /// <summary>numeric: most digits before the point, 0 for values below 1.</summary>
    public int WholeDigits { get; init; }

    /// <summary>numeric: most digits after the point.</summary>
    public int Scale { get; init; }
}
