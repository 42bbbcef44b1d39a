using Npgsql;

namespace Platform.Sources.Postgres.Schema;

/// <summary>A row of <see cref="TableSql.Columns"/>.</summary>
internal sealed record ColumnRow
{
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required uint TypeOid { get; init; }
    public required int TypeModifier { get; init; }
    public required bool NotNull { get; init; }
    public required ColumnGeneration Generation { get; init; }
    public required ColumnIdentity Identity { get; init; }
    public required string? Default { get; init; }
    public required string? Comment { get; init; }
    public required bool Readable { get; init; }

    public static ColumnRow Read(NpgsqlDataReader r) => new()
    {
        Number = r.GetInt32(0),
        Name = r.GetString(1),
        TypeOid = r.Oid(2),
        TypeModifier = r.GetInt32(3),
        NotNull = r.GetBoolean(4),
        Generation = r.GetString(5) switch { "s" => ColumnGeneration.Stored, "v" => ColumnGeneration.Virtual, _ => ColumnGeneration.None },
        Identity = r.GetString(6) switch { "a" => ColumnIdentity.Always, "d" => ColumnIdentity.ByDefault, _ => ColumnIdentity.None },
        Default = r.Text(7),
        Comment = r.Text(8),
        Readable = r.GetBoolean(9),
    };

    public LiveColumn Resolve(TypeCatalog types) => new()
    {
        Number = Number,
        Name = Name,
        Type = types.Resolve(TypeOid, TypeModifier),
        NotNull = NotNull,
        Generation = Generation,
        Identity = Identity,
        Default = Default,
        Comment = Comment,
        Readable = Readable,
    };
}
