using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Difference.Records;

namespace Platform.Difference.Spilling;

/// <summary>Records of one side and partition in the order they came, in blocks: first those on disk, then those in memory. No record is in two blocks.</summary>
internal sealed class RecordStore : IDisposable
{
    private readonly RowMemory _memory;
    private readonly List<(byte[] Bytes, int Used)> _held = [];
    private SpillFile? _file;

    public RecordStore(RowMemory memory)
    {
        _memory = memory;
        memory.Join(this);
    }

    public long Records { get; private set; }

    /// <summary>Bytes of all records.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of memory.</summary>
    public long HeldBytes { get; private set; }

    public bool IsSpilled => _file is not null;

    public int Blocks => (_file?.Count ?? 0) + _held.Count;

    public void Append(in RecordHeader header, ReadOnlySpan<byte> values)
    {
        var record = Reserve(header.Stride);
        MemoryMarshal.Write(record, in header);
        values.CopyTo(record[RecordHeader.Bytes..]);
    }

    /// <summary>A copy of a record of another store.</summary>
    public void Append(Record record) => record.Whole.CopyTo(Reserve(record.Header.Stride));

    /// <summary>The records of a block, one behind the other.</summary>
    /// <param name="index">0-based.</param>
    /// <param name="buffer">Receives the block where it is on disk; grows to its size.</param>
    public Span<byte> Block(int index, ref byte[] buffer)
    {
        var spilled = _file?.Count ?? 0;
        if (index >= spilled) return Held(index - spilled);
        var length = _file!.LengthOf(index);
        if (buffer.Length < length) buffer = GC.AllocateUninitializedArray<byte>(length);
        _file.Read(index, buffer);
        return buffer.AsSpan(0, length);
    }

    /// <summary>The records of a block in memory; 0-based among those.</summary>
    public Span<byte> Held(int index) => _held[index].Bytes.AsSpan(0, _held[index].Used);

    /// <summary>Writes everything in memory to disk.</summary>
    public void Spill()
    {
        if (_held.Count == 0) return;
        _file ??= new SpillFile(_memory.Directory);
        foreach (var (bytes, used) in _held) Write(bytes.AsSpan(0, used));
        Release();
    }

    /// <summary>Brings everything back into memory.</summary>
    public void Load()
    {
        if (_file is null) return;
        var spilled = _file;
        _file = null;
        // What is in memory came last.
        var last = _held.ToArray();
        _held.Clear();
        _memory.Leave(this);
        for (var i = 0; i < spilled.Count; i++)
        {
            // Blocks that were written before they were full share one.
            var length = spilled.LengthOf(i);
            if (_held.Count == 0 || _held[^1].Bytes.Length - _held[^1].Used < length) _held.Add((Take(length), 0));
            var (bytes, used) = _held[^1];
            spilled.Read(i, bytes.AsSpan(used));
            _held[^1] = (bytes, used + length);
        }

        _held.AddRange(last);
        spilled.Dispose();
    }

    public void Dispose()
    {
        _memory.Leave(this);
        Release();
        _file?.Dispose();
        _file = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int length)
    {
        Records++;
        Bytes += length;
        if (_held.Count == 0 || _held[^1].Bytes.Length - _held[^1].Used < length) Grow(length);
        var (bytes, used) = _held[^1];
        _held[^1] = (bytes, used + length);
        return bytes.AsSpan(used, length);
    }

    /// <summary>Begins a block. A store that is on disk already writes its last one there, and uses its memory again.</summary>
    private void Grow(int length)
    {
        if (_file is not null && _held.Count > 0)
        {
            var (bytes, used) = _held[^1];
            Write(bytes.AsSpan(0, used));
            if (bytes.Length >= length && bytes.Length == _memory.BlockBytes)
            {
                _held[^1] = (bytes, 0);
                return;
            }

            Release();
        }

        var block = Take(length);
        _held.Add((block, 0));
    }

    private byte[] Take(int length)
    {
        var block = _memory.Take(length);
        HeldBytes += block.Length;
        return block;
    }

    private void Write(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty) return;
        _file!.Append(block);
        _memory.Spilled += block.Length;
    }

    private void Release()
    {
        foreach (var (bytes, _) in _held) _memory.Return(bytes);
        _held.Clear();
        HeldBytes = 0;
    }
}
