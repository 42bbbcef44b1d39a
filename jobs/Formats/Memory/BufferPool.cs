namespace Platform.Formats.Memory;

/// <summary>Page buffers of one reader, lent while a page is being read. Columns whose pages end together share one.</summary>
internal sealed class BufferPool
{
    private readonly Stack<byte[]> _free = new();

    /// <summary>A buffer of at least <paramref name="length"/> bytes, with anything in it.</summary>
    public byte[] Rent(int length)
    {
        // A buffer that is too small has had its time: pages of a file are of like size.
        while (_free.TryPop(out var buffer))
        {
            if (buffer.Length >= length) return buffer;
        }

        return GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(length, 64 << 10)));
    }

    public void Return(byte[] buffer) => _free.Push(buffer);
}
