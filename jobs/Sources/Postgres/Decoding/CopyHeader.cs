using System.Buffers.Binary;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>What precedes the first row: an 11-byte signature, int32 flags, int32 length of an extension area (PostgreSQL documentation, COPY, "Binary Format").</summary>
internal static class CopyHeader
{
    /// <summary>Signature, flags and extension length.</summary>
    public const int FixedLength = 19;

    /// <summary>Bits 16 to 31 say what a reader must understand; of these only 16 (oids, until PostgreSQL 11) was ever used.</summary>
    private const uint Critical = 0xFFFF_0000;

    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];

    /// <summary>A header without flags and extension, for writing.</summary>
    public static byte[] Plain => [.. Signature, .. new byte[8]];

    /// <param name="data">At least <see cref="FixedLength"/> bytes.</param>
    /// <param name="length">Of the whole header, extension included.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Check(ReadOnlySpan<byte> data, out int length)
    {
        length = 0;
        if (!data.StartsWith(Signature)) return "it does not begin with the signature of COPY BINARY";
        if ((BinaryPrimitives.ReadUInt32BigEndian(data[11..]) & Critical) != 0) return "its header has flags this reader does not know";
        var extension = BinaryPrimitives.ReadInt32BigEndian(data[15..]);
        if (extension is < 0 or > 1 << 20) return "its header extension has no sensible length";
        length = FixedLength + extension;
        return null;
    }
}
