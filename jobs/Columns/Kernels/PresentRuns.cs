using System.Numerics;
using Platform.Columns.Batches;

namespace Platform.Columns.Kernels;

/// <summary>The runs of present slots of a column, in order: <c>while (runs.MoveNext()) … slots [runs.From..runs.ToExcl)</c>. Without nulls it is one run.</summary>
public ref struct PresentRuns
{
    private readonly ReadOnlySpan<ulong> _words;
    private readonly int _count;

    public PresentRuns(Validity validity)
    {
        _words = validity.NullCount == 0 ? [] : validity.Words;
        _count = validity.Count;
    }

    public int From { get; private set; }

    public int ToExcl { get; private set; }

    public bool MoveNext()
    {
        From = _words.IsEmpty ? ToExcl : Next(ToExcl, inverted: 0);
        if (From >= _count) return false;
        ToExcl = _words.IsEmpty ? _count : Math.Min(Next(From, inverted: ulong.MaxValue), _count);
        return true;
    }

    /// <summary>The first slot at or past <paramref name="slot"/> that is present (or null, where inverted).</summary>
    private readonly int Next(int slot, ulong inverted)
    {
        var index = slot >> 6;
        if (index >= _words.Length) return _count;
        var word = (_words[index] ^ inverted) >> slot << slot;
        while (word == 0)
        {
            if (++index == _words.Length) return _count;
            word = _words[index] ^ inverted;
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }
}
