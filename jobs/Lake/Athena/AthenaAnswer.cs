namespace Platform.Lake.Athena;

/// <summary>A query's result and what it took.</summary>
/// <param name="Id">The execution's id, for people who look it up in Athena.</param>
/// <param name="Columns">Names and Trino's types; none of a statement that answers no rows.</param>
/// <param name="Rows">As text, null for NULL; at most as many as were asked for.</param>
/// <param name="IsComplete">False where there are more rows.</param>
/// <param name="BytesScanned">What Athena counts for the bill.</param>
/// <param name="Took">Queueing included.</param>
/// <param name="ResultLocation">The S3 URI of the whole result; null where Athena does not say.</param>
public sealed record AthenaAnswer(
    string Id, IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, bool IsComplete, long BytesScanned, TimeSpan Took, string? ResultLocation)
{
    /// <summary>List price of most regions, in US dollars per TiB scanned (Athena's pricing page).</summary>
    private const decimal PerTebibyte = 5m;

    /// <summary>Athena bills whole megabytes, ten at least; a statement that scans nothing, such as DDL, is free.</summary>
    private const long SmallestBill = 10;

    private const long Mebibyte = 1L << 20;

    /// <summary>US dollars at the list price.</summary>
    public decimal Cost => BytesScanned == 0 ? 0 : Math.Max(SmallestBill, (BytesScanned + Mebibyte - 1) / Mebibyte) * PerTebibyte / (1 << 20);
}
