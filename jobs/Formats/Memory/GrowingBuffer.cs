using System.Runtime.CompilerServices;

namespace Platform.Formats.Memory;

/// <summary>Bytes written front to back into one array that grows by half and is reused after <see cref="Clear"/>.</summary>
internal sealed class GrowingBuffer(int capacity = 0)
{
    private byte[] _bytes = capacity == 0 ? [] : GC.AllocateUninitializedArray<byte>(capacity);

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Room for <paramref name="count"/> bytes past the end; <see cref="Advance"/> takes what was used of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (count > _bytes.Length - Length) Grow(count);
        return _bytes.AsSpan(Length, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int count) => Length += count;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        if (Length == _bytes.Length) Grow(1);
        _bytes[Length++] = value;
    }

    /// <summary>The bytes [start..Length), to be changed in place.</summary>
    public Span<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void Clear() => Length = 0;

    /// <summary>Gives memory back when one giant row group has made the array much larger than the next ones need.</summary>
    public void TrimTo(int capacity)
    {
        if (Length == 0 && _bytes.Length > capacity) _bytes = [];
    }

    private void Grow(int count)
    {
        var needed = (long)Length + count;
        if (needed > Array.MaxLength) throw new OutOfMemoryException("An encoded row group is larger than 2 GiB; write smaller row groups.");
        var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, 4096), _bytes.Length * 3L / 2)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        _bytes = larger;
    }
}
