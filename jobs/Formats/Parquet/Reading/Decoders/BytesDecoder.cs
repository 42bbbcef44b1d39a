using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>BYTE_ARRAY: a 4-byte length and the bytes.</summary>
internal sealed class BytesDecoder : ValueDecoder
{
    // Dictionary values back to back, padded so that short ones can be copied as whole vectors.
    private const int Vector = 32;

    private byte[] _data = [];
    private int[] _offsets = [0];
    private ReadOnlyMemory<byte> _page;
    private int _at;

    public override bool TryReadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        // Every entry takes at least its length's four bytes.
        if (count > plain.Length >> 2) return false;
        if (_offsets.Length <= count) _offsets = new int[count + 1];
        if (_data.Length < plain.Length + Vector) _data = GC.AllocateUninitializedArray<byte>(plain.Length + Vector);
        if (!TryCopy(plain, 0, default, _data.AsSpan(0, plain.Length + Vector), _offsets.AsSpan(1, count), out _)) return false;
        DictionaryCount = count;
        return true;
    }

    public override void BeginPlain(ReadOnlyMemory<byte> values) => (_page, _at) = (values, 0);

    public override bool TryPlain(Column target, ReadOnlySpan<ulong> validity, int slots, int present)
    {
        var source = _page.Span[_at..];
        if (present > source.Length >> 2) return false;
        var most = source.Length - 4 * present;
        // Offsets of a column are 32-bit.
        if (target.ByteCount + most + Vector > Array.MaxLength) return false;
        var column = (BytesColumn)target;
        var offsets = column.ReserveOffsets(slots);
        var start = offsets[0];
        var data = column.ReserveData(start + most, Vector).Slice(start, most + Vector);
        if (!TryCopy(source, start, validity, data, offsets[1..], out var read)) return false;
        _at += read;
        return true;
    }

    public override bool TryGather(ReadOnlySpan<int> indices, Column target, ReadOnlySpan<ulong> validity, int slots, int maxBytes)
    {
        var offsets = _offsets;
        var bytes = 0L;
        foreach (var index in indices) bytes += offsets[index + 1] - offsets[index];
        var column = (BytesColumn)target;
        var room = column.ReserveOffsets(slots);
        var start = room[0];
        if (start + bytes > maxBytes) return false;
        var ends = room[1..];
        ref var from = ref MemoryMarshal.GetArrayDataReference(_data);
        ref var to = ref MemoryMarshal.GetReference(column.ReserveData(start + (int)bytes, Vector)[start..]);
        var (written, next) = (0, 0);
        for (var i = 0; i < slots; i++)
        {
            if (validity.Length == 0 || (validity[i >> 6] >> i & 1) != 0)
            {
                var index = indices[next++];
                var length = offsets[index + 1] - offsets[index];
                Copy(ref Unsafe.Add(ref to, written), ref Unsafe.Add(ref from, offsets[index]), length);
                written += length;
            }

            ends[i] = start + written;
        }

        return true;
    }

    public override void CopyDictionary(Column distinct)
    {
        var bytes = _offsets[DictionaryCount];
        var column = (BytesColumn)distinct;
        _offsets.AsSpan(0, DictionaryCount + 1).CopyTo(column.ReserveOffsets(DictionaryCount));
        _data.AsSpan(0, bytes).CopyTo(column.ReserveData(bytes, 0));
        distinct.Validity.AppendPresent(DictionaryCount);
    }

    public override void Clear()
    {
        base.Clear();
        _page = default;
    }

    /// <summary>
    /// Takes the lengths out from between the values: one value per slot that is present, as many as <paramref name="ends"/> has slots.
    /// The target has <see cref="Vector"/> bytes more than values can take.
    /// </summary>
    private static bool TryCopy(ReadOnlySpan<byte> source, int start, ReadOnlySpan<ulong> validity, Span<byte> data, Span<int> ends, out int read)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(data);
        var written = 0;
        read = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            if (validity.Length == 0 || (validity[i >> 6] >> i & 1) != 0)
            {
                if (source.Length - read < 4) return false;
                var length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref from, read));
                read += 4;
                var left = source.Length - read;
                if ((uint)length > (uint)left || written + length + Vector > data.Length) return false;
                if (left >= Vector) Copy(ref Unsafe.Add(ref to, written), ref Unsafe.Add(ref from, read), length);
                else Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref to, written), ref Unsafe.Add(ref from, read), (uint)length);
                read += length;
                written += length;
            }

            ends[i] = start + written;
        }

        return true;
    }

    /// <summary>Copies a value; a short one as a whole vector, whose bytes past it the next value overwrites.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte to, ref byte from, int length)
    {
        if (length <= Vector) Unsafe.CopyBlockUnaligned(ref to, ref from, Vector);
        else Unsafe.CopyBlockUnaligned(ref to, ref from, (uint)length);
    }
}
