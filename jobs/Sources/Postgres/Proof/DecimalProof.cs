using System.Globalization;
using Platform.Registry.Types;

namespace Platform.Sources.Postgres.Proof;

/// <summary>Unscaled decimals of any width. A value that precision and scale cannot hold counts as null: a run that met one has failed or applied a loss policy.</summary>
internal sealed record DecimalProof(LakeType.Decimal Type) : ProofExpression
{
    public override string Stored(string value)
    {
        var unscaled = string.Create(CultureInfo.InvariantCulture, $"({value})::numeric * 1e{Type.Scale}");
        var limit = string.Create(CultureInfo.InvariantCulture, $"1e{Type.Precision}");
        return $"CASE WHEN abs({unscaled}) < {limit} AND {unscaled} = trunc({unscaled}) THEN trunc({unscaled}){Cast} END";
    }

    public override IReadOnlyList<string> Words(string stored) =>
        Type.Storage == Storage.Int128 ? [HashSql.HighWord(stored), HashSql.Wrap(stored)] : [stored];

    public override string Hash(IReadOnlyList<string> words, string seed) => Type.Storage switch
    {
        Storage.Int32 => HashSql.H4(words[0], seed),
        Storage.Int64 => HashSql.H8(words[0], seed),
        _ => HashSql.H16(words[0], words[1], seed),
    };

    private string Cast => Type.Storage switch { Storage.Int32 => "::int4", Storage.Int64 => "::int8", _ => "" };
}
