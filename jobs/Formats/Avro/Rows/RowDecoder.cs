using System.Text;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Decoders;
using Platform.Formats.Avro.Reading;
using Platform.Registry.Avro;
using Platform.Registry.Types;

namespace Platform.Formats.Avro.Rows;

/// <summary>Decodes what <see cref="RowEncoder"/> wrote; a wider integer or decimal of the same scale may be asked for than was written.</summary>
/// <param name="types">Of the columns.</param>
public sealed class RowDecoder(IReadOnlyCollection<LakeType> types)
{
    private readonly ValueDecoder[] _decoders = types.Count == 0 ? [] : [.. SchemaReader.Read(Schema(types)).Select(d => d.Decoder)];

    /// <summary>Appends one row's value, or a null, to each of <paramref name="columns"/>.</summary>
    /// <param name="row">Begins with the row; more may follow.</param>
    /// <param name="columns">As many as there are types.</param>
    /// <param name="ends">Receives where each column's value ends.</param>
    public void Read(ReadOnlySpan<byte> row, ReadOnlySpan<Column> columns, Span<int> ends)
    {
        var input = new AvroInput(row, 0);
        for (var i = 0; i < _decoders.Length; i++)
        {
            _decoders[i].Read(ref input, columns[i]);
            ends[i] = input.Position;
        }
    }

    private static byte[] Schema(IEnumerable<LakeType> types) => Encoding.UTF8.GetBytes(AvroSchema.Of(types.Select((t, i) => new AvroColumn($"c{i}", t, Nullable: true))));
}
