namespace Platform.Formats.Parquet.Reading;

/// <summary>A file's bytes, by position.</summary>
internal interface IFileBytes
{
    long Length { get; }

    /// <summary>
    /// The bytes [offset..offset + count), which are in the file. They stay valid until the slot is read into again; slots are
    /// numbers of buffers, 0 for the footer and one for each column.
    /// </summary>
    ReadOnlyMemory<byte> Read(long offset, int count, int slot);
}

/// <summary>A file in memory: nothing is copied.</summary>
internal sealed class MemoryFile(ReadOnlyMemory<byte> file) : IFileBytes
{
    public long Length => file.Length;

    public ReadOnlyMemory<byte> Read(long offset, int count, int slot) => file.Slice((int)offset, count);
}

/// <summary>A seekable stream, read into a buffer per slot.</summary>
internal sealed class StreamFile(Stream stream) : IFileBytes
{
    private readonly List<byte[]> _buffers = [];

    public long Length => stream.Length;

    public ReadOnlyMemory<byte> Read(long offset, int count, int slot)
    {
        while (_buffers.Count <= slot) _buffers.Add([]);
        if (_buffers[slot].Length < count) _buffers[slot] = GC.AllocateUninitializedArray<byte>(count);
        stream.Position = offset;
        stream.ReadExactly(_buffers[slot], 0, count);
        return _buffers[slot].AsMemory(0, count);
    }
}
