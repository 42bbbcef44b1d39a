using System.Globalization;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Schema;

/// <summary>Reads a <see cref="LiveTable"/> from <c>pg_catalog</c>. Nothing of the table's content is read.</summary>
public static class TableReader
{
    /// <param name="connection">Open, session settings pinned.</param>
    /// <param name="name">As the entry writes it.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <exception cref="PlatformException">Data, <c>table-missing</c>: there is no such relation; the hint names the nearest.</exception>
    public static async Task<LiveTable> ReadAsync(NpgsqlConnection connection, TableName name, CancellationToken cancellation)
    {
        try
        {
            return await ReadCatalogAsync(connection, name, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Schema, e).About(name);
        }
    }

    private static async Task<LiveTable> ReadCatalogAsync(NpgsqlConnection connection, TableName name, CancellationToken cancellation)
    {
        var version = connection.PostgreSqlVersion.Major;
        var tables = await connection.ReadAsync(TableSql.Table, ReadTable, cancellation, name.Schema, name.Name).ConfigureAwait(false);
        if (tables is not [var table]) throw await MissingTable.FailureAsync(connection, name, cancellation).ConfigureAwait(false);
        var oid = table.Oid.ToString(CultureInfo.InvariantCulture);
        var columns = await connection.ReadAsync(TableSql.Columns, ColumnRow.Read, cancellation, oid).ConfigureAwait(false);
        var types = await TypeReader.ReadAsync(connection, [.. columns.Select(c => (c.TypeOid, c.TypeModifier)).Distinct()], version, cancellation).ConfigureAwait(false);
        var indexes = await connection.ReadAsync(
            TableSql.UniqueIndexColumns, r => new IndexColumnRow(r.GetString(0), r.GetBoolean(1), r.GetString(2)), cancellation, oid).ConfigureAwait(false);
        var leaves = table.Kind == TableKind.View ? [] : await connection.ReadAsync(TableSql.Leaves, ReadLeaf, cancellation, oid).ConfigureAwait(false);
        var shape = await connection.ReadAsync(TableSql.Shape, r => r.GetString(0), cancellation, oid).ConfigureAwait(false);
        var resolved = columns.Select(c => c.Resolve(types)).ToList();
        var money = resolved.Exists(c => (c.Type.Element ?? c.Type) is { Name: "money", Schema: "pg_catalog" })
            ? int.Parse((await connection.ReadAsync("select scale(1::money::numeric)::text", r => r.GetString(0), cancellation).ConfigureAwait(false))[0], CultureInfo.InvariantCulture)
            : (int?)null;
        return new LiveTable
        {
            Oid = table.Oid,
            Name = name,
            Kind = table.Kind,
            Owner = table.Owner,
            Role = table.Role,
            Comment = table.Comment,
            Columns = resolved,
            Indexes = [.. indexes.GroupBy(i => i.Index).Select(g => new LiveIndex(g.Key, g.First().Primary, [.. g.Select(i => i.Column)]))],
            Leaves = leaves,
            IsPopulated = table.IsPopulated,
            SchemaUsable = table.SchemaUsable,
            RowSecurityEnabled = table.RowSecurityEnabled,
            RowSecurityFilters = table.RowSecurityFilters,
            MoneyScale = money,
            BlockSize = table.BlockSize,
            ServerVersion = version,
            Shape = shape[0],
        };
    }

    private sealed record TableRow(
        uint Oid, TableKind Kind, string Owner, string? Comment, bool RowSecurityEnabled, bool RowSecurityFilters, bool SchemaUsable, string Role, int BlockSize, bool IsPopulated);

    private sealed record IndexColumnRow(string Index, bool Primary, string Column);

    private static TableRow ReadTable(NpgsqlDataReader r) => new(
        r.Oid(0), KindOf(r.GetString(1)), r.GetString(2), r.Text(3), r.GetBoolean(4), r.GetBoolean(5), r.GetBoolean(6), r.GetString(7), r.GetInt32(8), r.GetBoolean(9));

    private static LiveLeaf ReadLeaf(NpgsqlDataReader r) => new(
        r.Oid(0), new TableName(r.GetString(1), r.GetString(2)), KindOf(r.GetString(3)), r.GetBoolean(4), r.GetInt64(5), r.GetBoolean(6));

    internal static TableKind KindOf(string relkind) => relkind switch
    {
        "p" => TableKind.PartitionedTable,
        "v" => TableKind.View,
        "m" => TableKind.MaterializedView,
        "f" => TableKind.ForeignTable,
        _ => TableKind.Table,
    };
}
