using System.Globalization;
using Platform.Registry.Types;

namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// Unscaled decimals of any width. A value that precision and scale cannot hold counts as null, or as the nearest they hold where it is clamped;
/// NaN has no nearest. Where the live type's own precision leaves no other, only NaN is asked for: arithmetic on numeric is most of what a proof costs.
/// </summary>
internal sealed record DecimalProof(LakeType.Decimal Type, bool Clamps, bool IsBounded = false) : ProofExpression
{
    public override string Stored(string value)
    {
        var unscaled = Unscaled(value);
        if (IsBounded) return $"CASE WHEN {value} <> 'NaN' THEN ({unscaled}){Cast} END";
        if (!Clamps) return $"CASE WHEN {Fits(unscaled)} THEN trunc({unscaled}){Cast} END";
        var most = string.Create(CultureInfo.InvariantCulture, $"(1e{Type.Precision} - 1)");
        return $"CASE WHEN ({value})::numeric <> 'NaN' THEN least(greatest(round({unscaled}), -{most}), {most}){Cast} END";
    }

    public override string Lost(string value) => IsBounded ? $"{value} = 'NaN'" : $"NOT ({Fits(Unscaled(value))})";

    public override IReadOnlyList<string> Words(string stored) =>
        Type.Storage == Storage.Int128 ? [HashSql.HighWord(stored), HashSql.Wrap(stored)] : [stored];

    public override string Hash(IReadOnlyList<string> words, string seed) => Type.Storage switch
    {
        Storage.Int32 => HashSql.H4(words[0], seed),
        Storage.Int64 => HashSql.SmallH8(words[0], seed),
        _ => HashSql.H16(words[0], words[1], seed),
    };

    private string Unscaled(string value) => string.Create(CultureInfo.InvariantCulture, $"({value})::numeric * 1e{Type.Scale}");

    private string Fits(string unscaled) => string.Create(CultureInfo.InvariantCulture, $"abs({unscaled}) < 1e{Type.Precision} AND {unscaled} = trunc({unscaled})");

    private string Cast => Type.Storage switch { Storage.Int32 => "::int4", Storage.Int64 => "::int8", _ => "" };
}
