using System.Globalization;
using Npgsql;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Describing;

/// <summary>One bounded look at the values of columns whose type alone does not say what fits: numeric without precision, dates, arrays.</summary>
internal sealed class ContentScan
{
    /// <summary>A table larger than this is not scanned: at the usual 200 MB/s and more it stays within the statement timeout.</summary>
    public const long LargestTable = 1L << 30;

    /// <summary>The look ends after this.</summary>
    private const int TimeoutSeconds = 30;

    /// <summary>Columns looked at: four totals each within a target list of 1,664.</summary>
    private const int MostColumns = 400;

    private readonly Dictionary<string, ColumnContent> _contents = new(StringComparer.Ordinal);

    /// <summary>Why nobody looked; null where that was not needed or done.</summary>
    public string? Notice { get; private init; }

    public ColumnContent? Of(string column) => _contents.GetValueOrDefault(column);

    public static async Task<ContentScan> ReadAsync(NpgsqlConnection connection, LiveTable table, IReadOnlyList<LiveColumn> columns, CancellationToken cancellation)
    {
        var looked = columns.Where(c => Totals(c) is not null).Take(MostColumns).ToList();
        if (looked.Count == 0) return new ContentScan();
        if (table.Bytes > LargestTable) return new ContentScan { Notice = "the values were not looked at: the table is larger than 1 GiB" };
        try
        {
            var sql = new Select(looked.SelectMany(c => Totals(c)!), table.Name, Only: false, []).ToString();
            await connection.ExecuteAsync("begin read only", cancellation).ConfigureAwait(false);
            await connection.ExecuteAsync($"set local statement_timeout = '{TimeoutSeconds}s'", cancellation).ConfigureAwait(false);
            var texts = (await connection.ReadAsync(sql, r => Enumerable.Range(0, r.FieldCount).Select(r.Text).ToArray(), cancellation).ConfigureAwait(false))[0];
            var scan = new ContentScan();
            for (var i = 0; i < looked.Count; i++) scan._contents[looked[i].Name] = Read(texts.AsSpan(i * 4, 4));
            return scan;
        }
        catch (PostgresException e)
        {
            return new ContentScan
            {
                Notice = e.SqlState == PostgresErrorCodes.QueryCanceled
                    ? string.Create(CultureInfo.InvariantCulture, $"the values were not looked at: it took longer than {TimeoutSeconds} s")
                    : $"the values were not looked at: PostgreSQL refused ({e.SqlState})",
            };
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await connection.ExecuteAsync("rollback", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Four text totals: values, values beyond the type, largest whole part, largest scale.</summary>
    private static string[]? Totals(LiveColumn column)
    {
        var v = Identifier.Quote(column.Name);
        return column.Type switch
        {
            // scale is null for NaN and the infinities.
            { Name: "numeric", Kind: TypeKind.Base, Schema: "pg_catalog" } =>
                [$"count({v})::text", $"(count({v}) - count(scale({v})))::text", $"(max(trunc(abs({v}))) FILTER (WHERE scale({v}) IS NOT NULL))::text", $"max(scale({v}))::text"],
            { Name: "date" or "timestamp" or "timestamptz", Kind: TypeKind.Base, Schema: "pg_catalog" } =>
                [$"count({v})::text", $"(count(*) FILTER (WHERE {v} < '0001-01-01' OR {v} >= '10000-01-01'))::text", "''", "''"],
            { Kind: TypeKind.Array } =>
                [$"count({v})::text", $"(count(*) FILTER (WHERE array_ndims({v}) > 1 OR array_lower({v}, 1) <> 1))::text", "''", "''"],
            _ => null,
        };
    }

    private static ColumnContent Read(ReadOnlySpan<string?> totals) => new()
    {
        AnyValue = totals[0] != "0",
        AnyBeyondType = totals[1] != "0",
        WholeDigits = totals[2] is null or "" or "0" ? 0 : totals[2]!.Length,
        Scale = totals[3] is null or "" ? 0 : int.Parse(totals[3]!, CultureInfo.InvariantCulture),
    };
}
