using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Registry.Types;

namespace Platform.RealInput.Tests;

/// <summary>Holds the files of a published snapshot, as another maker's reader sees them, to the live table.</summary>
internal static class TableComparison
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Counts first, then every value of every row, in any order of rows.</summary>
    public static async Task AssertEqualAsync(NpgsqlConnection connection, Entry entry, string directory)
    {
        var expected = await LiveRowsAsync(connection, entry);
        var found = Directory.GetFiles(directory, "*.parquet").Order(StringComparer.Ordinal).SelectMany(f => Read(f, entry)).ToList();
        Assert.True(expected.Count == found.Count, $"{entry.Table}: PostgreSQL holds {expected.Count} rows, DuckDB finds {found.Count}");
        expected.Sort(StringComparer.Ordinal);
        found.Sort(StringComparer.Ordinal);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i] == found[i], $"{entry.Table}, row {i} in order of text:\nPostgreSQL {expected[i]}\nDuckDB     {found[i]}");
    }

    private static IReadOnlyList<string> Read(string file, Entry entry)
    {
        var judged = JudgeRunner.Read(Judge.DuckDb, file);
        Assert.Equal(entry.Columns.Select(c => c.Name), judged.Columns.Select(c => c.Key));
        Assert.Equal(judged.RowCount, judged.Rows.Count);
        return judged.Rows;
    }

    private static async Task<List<string>> LiveRowsAsync(NpgsqlConnection connection, Entry entry)
    {
        var values = entry.Columns.Select(c => CanonicalSql.Of(Quote(c.Name), TypeTable.Resolve(c.Type, c.As)));
        var sql = $"select json_build_array({string.Join(", ", values)})::text from {Quote(entry.Table.Schema)}.{Quote(entry.Table.Name)}";
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(reader.GetString(0)), Json));
        return rows;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
