using System.Numerics;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>numeric from unscaled decimals. A value's length is known once its digits are: they are made when measuring, and kept until written.</summary>
internal sealed class NumericEncoder<T>(ColumnWrite write, CopySubject subject, int scale) : ColumnEncoder(write, subject)
    where T : unmanaged, IBinaryInteger<T>
{
    private byte[] _fields = [];
    private byte[] _lengths = [];

    public override void Measure(Column source, int from, Span<long> sizes)
    {
        var values = ((FixedColumn<T>)source).Values;
        if (_lengths.Length < sizes.Length)
        {
            _lengths = new byte[sizes.Length];
            _fields = new byte[sizes.Length * NumericField.MaxBytes];
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            var length = 0;
            if (source.Validity[from + i]) length = NumericField.Write(Int128.CreateTruncating(values[from + i]), scale, _fields.AsSpan(i * NumericField.MaxBytes, NumericField.MaxBytes));
            _lengths[i] = (byte)length;
            sizes[i] += LengthBytes + length;
        }
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        for (var i = 0; i < cursors.Length; i++)
        {
            var field = buffer[cursors[i]..];
            int length = _lengths[i];
            NetworkWrite.Int32(ref MemoryMarshal.GetReference(field), length == 0 ? NullLength : length);
            _fields.AsSpan(i * NumericField.MaxBytes, length).CopyTo(field[LengthBytes..]);
            cursors[i] += LengthBytes + length;
        }
    }
}
