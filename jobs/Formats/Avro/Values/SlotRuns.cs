using System.Numerics;
using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>The runs of present slots among slots [from..to) of a column, in order: <c>while (runs.MoveNext()) … slots [runs.From..runs.ToExcl)</c>.</summary>
internal ref struct SlotRuns
{
    private readonly ReadOnlySpan<ulong> _words;
    private readonly int _end;

    public SlotRuns(Validity validity, int from, int to)
    {
        _words = validity.NullCount == 0 ? [] : validity.Words;
        (_end, ToExcl) = (to, from);
    }

    public int From { get; private set; }

    public int ToExcl { get; private set; }

    public bool MoveNext()
    {
        From = _words.IsEmpty ? ToExcl : Next(ToExcl, inverted: 0);
        if (From >= _end) return false;
        ToExcl = _words.IsEmpty ? _end : Next(From, inverted: ulong.MaxValue);
        return true;
    }

    /// <summary>The first slot at or past <paramref name="slot"/> that is present (or null, where inverted); the end where there is none.</summary>
    private readonly int Next(int slot, ulong inverted)
    {
        if (slot >= _end) return _end;
        var index = slot >> 6;
        var word = (_words[index] ^ inverted) >> slot << slot;
        while (word == 0)
        {
            if (++index == _words.Length) return _end;
            word = _words[index] ^ inverted;
        }

        return Math.Min(_end, (index << 6) + BitOperations.TrailingZeroCount(word));
    }
}
