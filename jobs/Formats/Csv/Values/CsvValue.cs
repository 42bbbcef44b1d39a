using Platform.Columns.Batches;
using Platform.Formats.JsonLines.Values;
using Platform.Formats.Memory;
using Platform.Formats.Text.Scalars;
using Platform.Registry.Types;

namespace Platform.Formats.Csv.Values;

/// <summary>Present values of one type as a CSV field. A null is an empty field without quotes, which no present value is.</summary>
internal abstract class CsvValue
{
    public static CsvValue Create(LakeType type) => type switch
    {
        LakeType.Text => new CsvText(),
        LakeType.List or LakeType.Struct or LakeType.Map => new CsvJson(JsonValue.Create(type)),
        _ => new CsvScalar(ScalarText.Create(type)),
    };

    public abstract void Write(Column column, int slot, GrowingBuffer output);

    /// <summary>Appends the value of a field that is not null; false where it is of another type.</summary>
    /// <param name="field">Its content, quotes taken off and doubled ones halved.</param>
    /// <param name="column">Where the value goes.</param>
    public abstract bool TryRead(ReadOnlySpan<byte> field, Column column);
}
