using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Proof;

/// <summary>Which expression proves a column: by its type in the lake and how it is read.</summary>
internal static class ProofExpressions
{
    /// <param name="read">The column.</param>
    /// <param name="seed">The seed of the column, which nested values take as they are hashed.</param>
    public static ProofExpression For(ColumnRead read, string seed) =>
        read.Hashed ? new HashedProof() : NestedProof.Is(read.Field.Type) ? new NestedProof(read, seed) : For(read.Field.Type, read.Wire, read.Element, read.OnLoss, read.IsText, read.IsBounded);

    private static ProofExpression For(LakeType type, WireType wire, WireType? element, OnLoss onLoss, bool isText = false, bool isBounded = false) => type switch
    {
        LakeType.Boolean => new BooleanProof(),
        LakeType.SmallInt or LakeType.Integer => new IntegerProof(),
        LakeType.BigInt => wire == WireType.Oid ? new UnsignedProof() : new BigIntProof(),
        LakeType.Real => new RealProof(),
        LakeType.DoublePrecision => new DoubleProof(),
        LakeType.Decimal d => new DecimalProof(d, onLoss == OnLoss.Clamp, isBounded),
        LakeType.Text => new TextProof(MayBeInvalid: onLoss != OnLoss.Fail, isText),
        LakeType.Binary => new BinaryProof(),
        LakeType.Uuid => new UuidProof(),
        LakeType.Date => new DateProof(onLoss == OnLoss.Clamp),
        LakeType.Timestamp t => new TimestampProof(t, onLoss == OnLoss.Clamp),
        LakeType.List l when element is { } e => new ListProof(For(l.Element, e, null, onLoss), onLoss == OnLoss.Clamp),
        _ => throw new NotSupportedException($"A column of type {type} read as {wire} cannot be proved yet."),
    };
}
