namespace Platform.Difference.Spilling;

/// <summary>
/// The blocks of memory that rows are kept in. Where there would be more than the limit, the stores that hold the most write their blocks to disk. A single
/// row that is larger than the limit is kept all the same.
/// </summary>
/// <param name="limit">Bytes of blocks at most.</param>
/// <param name="directory">Where spilled rows go.</param>
internal sealed class RowMemory(long limit, string directory)
{
    private const int LeastBlock = 1 << 10;

    /// <summary>A write or read of this size is as fast as any.</summary>
    private const int LargestBlock = 256 << 10;

    private readonly Stack<byte[]> _free = new();
    private readonly List<RecordStore> _stores = [];

    public string Directory => directory;

    public long Limit => limit;

    /// <summary>Bytes of a block: when every partition of both sides holds one, three quarters of the memory are still free.</summary>
    public int BlockBytes { get; } = (int)Math.Clamp(limit / (Partitions.Fan * 2 * 4), LeastBlock, LargestBlock) & ~7;

    /// <summary>Bytes of blocks that are in use.</summary>
    public long Held { get; private set; }

    /// <summary>Most bytes that were in use at once.</summary>
    public long Peak { get; private set; }

    /// <summary>Bytes that were written to disk, each time they were.</summary>
    public long Spilled { get; set; }

    public void Join(RecordStore store) => _stores.Add(store);

    public void Leave(RecordStore store) => _stores.Remove(store);

    /// <summary>A block of <see cref="BlockBytes"/>, or a larger one where a row asks for it.</summary>
    public byte[] Take(int bytes)
    {
        var size = Math.Max(bytes, BlockBytes);
        while (Held + size > limit && Fullest() is { } store) store.Spill();
        Held += size;
        Peak = Math.Max(Peak, Held);
        return size == BlockBytes && _free.TryPop(out var block) ? block : GC.AllocateUninitializedArray<byte>(size);
    }

    public void Return(byte[] block)
    {
        Held -= block.Length;
        if (block.Length == BlockBytes) _free.Push(block);
    }

    private RecordStore? Fullest()
    {
        RecordStore? fullest = null;
        foreach (var store in _stores)
        {
            if (store.HeldBytes > (fullest?.HeldBytes ?? 0)) fullest = store;
        }

        return fullest;
    }
}
