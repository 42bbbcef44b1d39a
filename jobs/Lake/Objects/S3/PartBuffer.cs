namespace Platform.Lake.Objects.S3;

/// <summary>The bytes of one part while it fills and until it is sent, with their checksum.</summary>
internal sealed class PartBuffer(int capacity)
{
    /// <summary>Pinned, so that no collection ever moves it.</summary>
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
    private Crc64Nvme _checksum;

    public int Capacity => _bytes.Length;

    public int Length { get; private set; }

    public bool IsFull => Length == _bytes.Length;

    public ulong Checksum => _checksum.Value;

    /// <summary>Takes from the front of the bytes what fits, and answers the rest.</summary>
    public ReadOnlySpan<byte> Fill(ReadOnlySpan<byte> bytes)
    {
        var taken = bytes[..Math.Min(bytes.Length, _bytes.Length - Length)];
        taken.CopyTo(_bytes.AsSpan(Length));
        _checksum.Append(taken);
        Length += taken.Length;
        return bytes[taken.Length..];
    }

    /// <summary>A seekable stream over it: a retry reads it again.</summary>
    public MemoryStream Read() => new(_bytes, 0, Length, writable: false);

    public void Clear()
    {
        Length = 0;
        _checksum = default;
    }
}
