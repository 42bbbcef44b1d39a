using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Formats.Text.Scalars;

/// <summary>
/// Values of one type as text, the same in CSV and JSON Lines: forms that PostgreSQL reads back as they are, exact and of one spelling. The bytes
/// are ASCII; text itself is not among them.
/// </summary>
internal abstract class ScalarText
{
    /// <exception cref="ArgumentOutOfRangeException">Text and nested types have forms of their own.</exception>
    public static ScalarText Create(LakeType type) => type switch
    {
        LakeType.Boolean => new BooleanText(),
        LakeType.SmallInt or LakeType.Integer => new IntegerText<int>(),
        LakeType.BigInt => new IntegerText<long>(),
        LakeType.Real => new RealText(),
        LakeType.DoublePrecision => new DoubleText(),
        LakeType.Decimal(_, var scale) => new DecimalText(scale),
        LakeType.Binary => new BinaryText(),
        LakeType.Uuid => new UuidValueText(),
        LakeType.Date => new DateText(),
        LakeType.Timestamp(var utc, var millis) => new TimestampText(utc, millis),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.CatalogType, "The type has no scalar text."),
    };

    /// <summary>Room that <see cref="Write"/> asks for.</summary>
    public abstract int MaxLength(Column column, int slot);

    /// <summary>Whether JSON has a literal for the value, so that it stands there without quotes.</summary>
    public virtual bool IsLiteral(Column column, int slot) => false;

    /// <summary>Writes a present value; returns its length.</summary>
    /// <exception cref="UnwritableValueException">No text says it.</exception>
    public abstract int Write(Column column, int slot, Span<byte> to);

    /// <summary>Appends the value that the text says; false where it says none.</summary>
    public abstract bool TryRead(ReadOnlySpan<byte> text, Column column);
}
