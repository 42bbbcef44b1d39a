namespace Platform.Columns.Dictionaries;

/// <summary>Where blocks of a sample begin: <c>foreach (var from in starts)</c> slots [from..from + block).</summary>
internal struct SampleStarts(int slots, int blocks, int block)
{
    private readonly int _part = slots / blocks;
    private int _next;
    private uint _place = 0x9e3779b9;

    public int Current { get; private set; }

    public readonly SampleStarts GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next == blocks) return false;
        _place = (_place * 1664525) + 1013904223;
        Current = (_next * _part) + (int)((ulong)_place * (uint)Math.Max(1, _part - block) >> 32);
        _next++;
        return true;
    }
}
