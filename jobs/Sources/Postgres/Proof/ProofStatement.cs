namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// One statement of the proof: parameter <c>$1</c> is the seed S as bigint; one row of text columns: rows, the sum of row hashes where
/// <paramref name="HasRowHash"/>, then for each column present values and sum of hashes. Sums are exact, to be taken modulo 2^64.
/// </summary>
/// <param name="Sql">The statement.</param>
/// <param name="FirstColumn">0-based index of the first column it totals.</param>
/// <param name="ColumnCount">How many it totals.</param>
/// <param name="HasRowHash">Whether the row hashes are among the totals.</param>
public sealed record ProofStatement(string Sql, int FirstColumn, int ColumnCount, bool HasRowHash);
