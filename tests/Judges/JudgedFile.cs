namespace Platform.Judges;

/// <summary>What a judge found in a file.</summary>
/// <param name="Columns">Names and the judge's own words for their types, in order.</param>
/// <param name="RowCount">Rows the judge counted.</param>
/// <param name="Rows">Each row as a JSON array of canonical values (tests/Judges/read.mjs).</param>
public sealed record JudgedFile(IReadOnlyList<KeyValuePair<string, string>> Columns, long RowCount, IReadOnlyList<string> Rows);
