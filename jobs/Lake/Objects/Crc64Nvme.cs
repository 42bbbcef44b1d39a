using System.Buffers.Binary;
using System.Globalization;

namespace Platform.Lake.Objects;

/// <summary>
/// CRC-64/NVME: reflected polynomial 0x9a6c9329ac4bc9b5, initial value and final XOR all ones (NVM Express NVM Command Set, section 5.2.1.3.4;
/// the check value of "123456789" is 0xae8b14860a799888). Bytes may come in any pieces.
/// </summary>
public struct Crc64Nvme
{
    private const ulong Polynomial = 0x9a6c9329ac4bc9b5;

    private static readonly ulong[] Tables = BuildTables();

    private ulong _complement;

    /// <summary>Takes further bytes in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_complement;
        crc = Crc64NvmeFolding.Fold(crc, ref bytes);
        crc = Sliced(crc, bytes);
        _complement = ~crc;
    }

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly ulong Value => _complement;

    public readonly Checksum ToChecksum() => new(Checksum.Crc64Nvme, _complement.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>Eight bytes at a time, a table for each ("slicing-by-8", Kounavis and Berry, 2005).</summary>
    internal static ulong Sliced(ulong crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables.AsSpan();
        while (bytes.Length >= 8)
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = tables[(7 * 256) + (byte)crc] ^ tables[(6 * 256) + (byte)(crc >> 8)]
                ^ tables[(5 * 256) + (byte)(crc >> 16)] ^ tables[(4 * 256) + (byte)(crc >> 24)]
                ^ tables[(3 * 256) + (byte)(crc >> 32)] ^ tables[(2 * 256) + (byte)(crc >> 40)]
                ^ tables[256 + (byte)(crc >> 48)] ^ tables[(byte)(crc >> 56)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes) crc = (crc >> 8) ^ tables[(byte)crc ^ b];
        return crc;
    }

    private static ulong[] BuildTables()
    {
        var tables = new ulong[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            tables[i] = crc;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}
