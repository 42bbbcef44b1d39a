using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Services;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Schema;

namespace Platform.Restore.Tests.Running;

/// <summary>A table in one database held against the table of the same name in another.</summary>
internal static class RestoredTables
{
    /// <summary>What the server says of a table, apart from what belongs to the server or its roles; readable where two differ.</summary>
    public static async Task<string> DefinitionAsync(TestDatabase database, string table)
    {
        var json = JsonNode.Parse((await DdlAsync(database, table)).ToJson().GetRawText())!;
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <param name="database">Where it is.</param>
    /// <param name="table">In schema public unless it names one.</param>
    public static async Task<TableDdl> DdlAsync(TestDatabase database, string table)
    {
        await using var connection = await database.OpenAsync();
        await using (var pin = new NpgsqlCommand("set search_path = pg_catalog", connection)) await pin.ExecuteNonQueryAsync();
        Assert.True(TableName.TryParse(table.Contains('.', StringComparison.Ordinal) ? table : $"public.{table}", out var name));
        var live = await TableReader.ReadAsync(connection, name, CancellationToken.None);
        return await DdlReader.ReadAsync(connection, live, CancellationToken.None);
    }

    /// <summary>Rows of one that the other lacks, both ways, duplicates counted.</summary>
    public static async Task<long> DifferencesAsync(TestDatabase a, TestDatabase b, string table)
    {
        await b.ExecuteAsync("create schema if not exists compared; drop table if exists compared.other; create table compared.other (r text)");
        await using (var from = await a.OpenAsync())
        await using (var to = await b.OpenAsync())
        {
            await using var reader = await from.BeginRawBinaryCopyAsync($"copy (select x::text from {table} x) to stdout (format binary)");
            await using var writer = await to.BeginRawBinaryCopyAsync("copy compared.other from stdin (format binary)");
            await reader.CopyToAsync(writer);
        }

        return await b.ScalarAsync<long>($"""
            select count(*) from ((select x::text from {table} x except all table compared.other) union all (table compared.other except all select x::text from {table} x)) d
            """);
    }
}
