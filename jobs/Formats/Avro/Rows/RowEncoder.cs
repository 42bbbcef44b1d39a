using Platform.Columns.Batches;
using Platform.Formats.Avro.Values;
using Platform.Formats.Files;
using Platform.Registry.Types;

namespace Platform.Formats.Avro.Rows;

/// <summary>
/// Rows as bytes in Avro's binary encoding, for comparing and keeping them outside of files: every value behind the branch that says whether it is null.
/// Equal values are equal bytes and others are not, however their file held them: -0 is not 0, and NaN is NaN whatever its bits.
/// </summary>
/// <param name="types">Of the columns.</param>
/// <remarks>First <see cref="Measure"/>, then <see cref="Write"/> for the same rows: columns may be written in groups, one behind the other in each row.</remarks>
public sealed class RowEncoder(IEnumerable<LakeType> types)
{
    /// <summary>Bytes behind the last row that must be there, and are not changed.</summary>
    public const int Room = MaskedStore.Room;

    private readonly ValueEncoder[] _encoders = [.. types.Select(t => ValueEncoder.Create(t, nullable: true, oneNaN: true))];

    /// <summary>Adds the bytes of rows [from..to) to <paramref name="lengths"/>, one for each row.</summary>
    public void Measure(ReadOnlySpan<Column> columns, int from, int to, Span<int> lengths)
    {
        for (var i = 0; i < _encoders.Length; i++)
        {
            Materialization.Complete(columns[i]);
            _encoders[i].Measure(columns[i], from, to, lengths);
        }
    }

    /// <summary>Writes rows [from..to) at <paramref name="cursors"/>, one for each row, and moves these behind what was written.</summary>
    public void Write(ReadOnlySpan<Column> columns, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        for (var i = 0; i < _encoders.Length; i++) _encoders[i].Write(columns[i], from, to, cursors, rows);
    }
}
