using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>Sequences as SQL.</summary>
internal static class SequenceSql
{
    public static string Create(SequenceDdl sequence, TableName name) => $"create {(sequence.Persistence == "u" ? "unlogged " : "")}sequence {Identifier.Quote(name)} as {sequence.Type} {Options(sequence)}";

    /// <summary>Behind GENERATED … AS IDENTITY, in parentheses; its type is the column's.</summary>
    public static string Identity(SequenceDdl sequence, TableName name) => $"sequence name {Identifier.Quote(name)} {Options(sequence)}";

    private static string Options(SequenceDdl s) => FormattableString.Invariant(
        $"increment by {s.Increment} minvalue {s.Minimum} maxvalue {s.Maximum} start with {s.Start} cache {s.Cache} {(s.Cycles ? "cycle" : "no cycle")}");
}
