using System.Runtime.InteropServices;

namespace Platform.Difference.Records;

/// <summary>One row as it is kept: its header, and its values as <c>RowEncoder</c> writes them.</summary>
/// <param name="bytes">Begins with the record; more may follow.</param>
internal readonly ref struct Record(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    public ref RecordHeader Header => ref MemoryMarshal.AsRef<RecordHeader>(_bytes);

    /// <summary>The key's values.</summary>
    public ReadOnlySpan<byte> Key => _bytes.Slice(RecordHeader.Bytes, Header.KeyLength);

    /// <summary>The compared columns' values.</summary>
    public ReadOnlySpan<byte> Compared => _bytes.Slice(RecordHeader.Bytes + Header.KeyLength, Header.ComparedLength);

    /// <summary>All values in the order of <c>ComparedColumns.Kept</c>.</summary>
    public Span<byte> Values => _bytes.Slice(RecordHeader.Bytes, Header.Length);

    /// <summary>The record and the bytes that fill it up.</summary>
    public Span<byte> Whole => _bytes[..Header.Stride];

    public bool HasKeyOf(Record other) => Header.Hash == other.Header.Hash && Key.SequenceEqual(other.Key);
}
