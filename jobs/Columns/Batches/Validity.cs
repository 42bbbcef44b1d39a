using System.Numerics;
using System.Runtime.CompilerServices;

namespace Platform.Columns.Batches;

/// <summary>
/// Which values are present: one bit per value, least significant bit first, 1 = present (the order of Parquet's bit packing, so that
/// a flat column's definition levels are these very bytes). Bits at and past <see cref="Count"/> are zero.
/// Bits of present values are written late, a run at a time: a column without nulls pays one increment per value.
/// </summary>
public sealed class Validity
{
    private ulong[] _words = new ulong[16];

    /// <summary>Bits [0.._settled) are written; values [_settled..Count) are all present.</summary>
    private int _settled;

    /// <summary>Values appended so far.</summary>
    public int Count { get; private set; }

    public int NullCount { get; private set; }

    public int PresentCount => Count - NullCount;

    /// <summary>The bits of values [0..Count).</summary>
    public ReadOnlySpan<ulong> Words
    {
        get
        {
            if (_settled < Count) Settle();
            return _words.AsSpan(0, (Count + 63) >> 6);
        }
    }

    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return index >= _settled || (_words[index >> 6] >> index & 1) != 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(bool present)
    {
        if (present) Count++;
        else AppendNulls(1);
    }

    /// <summary>Appends <paramref name="count"/> present values.</summary>
    public void AppendPresent(int count) => Count = checked(Count + count);

    /// <summary>Appends <paramref name="count"/> nulls.</summary>
    public void AppendNulls(int count)
    {
        Settle();
        Count = checked(Count + count);
        NullCount += count;
        _settled = Count;
        Fit();
    }

    /// <summary>Appends the first <paramref name="count"/> bits of <paramref name="bits"/>, least significant first, 1 = present.</summary>
    public void AppendBits(ReadOnlySpan<ulong> bits, int count)
    {
        Settle();
        var start = Count;
        Count = checked(start + count);
        _settled = Count;
        Fit();
        var present = 0;
        for (var taken = 0; taken < count; taken += 64)
        {
            var word = bits[taken >> 6];
            if (count - taken < 64) word &= (1UL << (count - taken)) - 1;
            present += BitOperations.PopCount(word);
            var at = start + taken;
            _words[at >> 6] |= word << at;
            if ((at & 63) != 0 && word >> (64 - (at & 63)) is var rest and not 0) _words[(at >> 6) + 1] |= rest;
        }

        NullCount += count - present;
    }

    public void Clear()
    {
        _words.AsSpan(0, (_settled + 63) >> 6).Clear();
        Count = 0;
        NullCount = 0;
        _settled = 0;
    }

    private void Settle()
    {
        Fit();
        for (var i = _settled; i < Count;)
        {
            var take = Math.Min(64 - (i & 63), Count - i);
            _words[i >> 6] |= (take == 64 ? ulong.MaxValue : (1UL << take) - 1) << i;
            i += take;
        }

        _settled = Count;
    }

    private void Fit()
    {
        var words = (Count + 63) >> 6;
        if (words > _words.Length) Array.Resize(ref _words, (int)BitOperations.RoundUpToPowerOf2((uint)words));
    }
}
