using System.Globalization;
using System.Text.Json.Serialization;
using Platform.Lake.Athena;
using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>What Athena answered. Values are text in Athena's own form, null for NULL.</summary>
internal sealed record QueryAnswer(
    string QueryId, string Database, IReadOnlyList<QueryColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, bool Complete, long BytesScanned, decimal CostUsd, double Seconds, string? Result)
{
    /// <summary>What it took, for people.</summary>
    [JsonIgnore]
    public string Bill => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quantity.Rows(Rows.Count)} rows{(Complete ? "" : $" of more (all of them: {Result})")}; {Quantity.Bytes(BytesScanned)} scanned, about {CostUsd:0.######} USD at list price; {Seconds:0.0} s; Athena query {QueryId}");

    public static QueryAnswer Of(string database, AthenaAnswer answer) => new(
        answer.Id, database, [.. answer.Columns.Select(column => new QueryColumn(column.Name, column.Type))], answer.Rows, answer.IsComplete, answer.BytesScanned, answer.Cost,
        Math.Round(answer.Took.TotalSeconds, 3), answer.ResultLocation);

    public void WriteTable(TextWriter text)
    {
        if (Columns.Count == 0) return;
        var table = new TextTable([.. Columns.Select(column => Printable.Text(column.Name))]);
        foreach (var row in Rows) table.Add([.. row.Select(value => value ?? "NULL")]);
        table.Write(text);
    }
}

/// <param name="Name">As the query names it.</param>
/// <param name="Type">Trino's name.</param>
internal sealed record QueryColumn(string Name, string Type);

/// <summary>What DuckDB is to be asked.</summary>
internal sealed record QueryScriptAnswer(string DuckDb);
