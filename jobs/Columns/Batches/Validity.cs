using System.Numerics;

namespace Platform.Columns.Batches;

/// <summary>
/// Which values are present: one bit per value, least significant bit first, 1 = present (the order of Parquet's bit packing, so that
/// a flat column's definition levels are these very bytes). Bits at and past <see cref="Count"/> are zero.
/// </summary>
public sealed class Validity
{
    private ulong[] _words = new ulong[16];

    /// <summary>Values appended so far.</summary>
    public int Count { get; private set; }

    public int NullCount { get; private set; }

    /// <summary>The bits of values [0..Count).</summary>
    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, (Count + 63) >> 6);

    public bool this[int index] => (_words[index >> 6] >> index & 1) != 0;

    public void Append(bool present)
    {
        var index = Count;
        if (index >> 6 >= _words.Length) Array.Resize(ref _words, _words.Length * 2);
        if (present) _words[index >> 6] |= 1UL << index;
        else NullCount++;
        Count = index + 1;
    }

    /// <summary>Appends <paramref name="count"/> present values.</summary>
    public void AppendPresent(int count)
    {
        var end = Count + count;
        var words = (end + 63) >> 6;
        if (words > _words.Length) Array.Resize(ref _words, (int)BitOperations.RoundUpToPowerOf2((uint)words));
        for (var i = Count; i < end;)
        {
            var take = Math.Min(64 - (i & 63), end - i);
            _words[i >> 6] |= (take == 64 ? ulong.MaxValue : (1UL << take) - 1) << (i & 63);
            i += take;
        }

        Count = end;
    }

    public void Clear()
    {
        _words.AsSpan(0, (Count + 63) >> 6).Clear();
        Count = 0;
        NullCount = 0;
    }
}
