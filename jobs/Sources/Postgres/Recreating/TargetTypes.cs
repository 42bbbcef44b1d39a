using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>User-defined types that tables need, held against those that the target has.</summary>
internal static class TargetTypes
{
    /// <param name="connection">To the target.</param>
    /// <param name="tables">Definitions whose types are wanted.</param>
    /// <param name="problems">Gets a line for each type that is another there, or that nothing but an extension can make.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>Types to make, in the order in which they can be made.</returns>
    public static async Task<IReadOnlyList<TypeDdl>> MissingAsync(
        NpgsqlConnection connection, IEnumerable<TableDdl> tables, List<string> problems, CancellationToken cancellation)
    {
        var wanted = tables.SelectMany(t => t.Types).DistinctBy(t => new TableName(t.Schema, t.Name)).ToList();
        if (wanted.Count == 0) return [];
        var names = JsonSerializer.Serialize([.. wanted.Select(t => new[] { t.Schema, t.Name })], TypesJson.Default.StringArrayArray);
        var found = await connection.ReadAsync(DdlSql.NamedTypes, r => r.GetString(0), cancellation, names).ConfigureAwait(false);
        var there = JsonSerializer.Deserialize(found[0], TypesJson.Default.TypeDdlArray)!.ToDictionary(t => new TableName(t.Schema, t.Name));
        var missing = new List<TypeDdl>();
        foreach (var type in wanted)
        {
            if (there.TryGetValue(new TableName(type.Schema, type.Name), out var live))
            {
                if (!TypeSql.Serves(live, type)) problems.Add($"type {type.Schema}.{type.Name} is another in the target");
            }
            else if (type.Extension is { } extension) problems.Add($"type {type.Schema}.{type.Name} of extension {extension} is not in the target");
            else if (TypeSql.CanMake(type)) missing.Add(type);
            else if (type.Kind != "m") problems.Add($"type {type.Schema}.{type.Name} is not in the target, and cannot be made from its definition");
        }

        return missing;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TypeDdl[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string[][]))]
internal sealed partial class TypesJson : JsonSerializerContext;
