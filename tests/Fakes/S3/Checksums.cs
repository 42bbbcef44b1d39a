using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Platform.Fakes.Http;

namespace Platform.Fakes.S3;

/// <summary>The checksums of S3, computed here and nowhere shared with what is judged. Values are base64, most significant byte first.</summary>
internal static class Checksums
{
    public const string Crc64Nvme = "CRC64NVME";

    private const string Prefix = "x-amz-checksum-";

    private static readonly uint[] Crc32Table = [.. Enumerable.Range(0, 256).Select(i => (uint)Reflected((ulong)i, 0xedb88320))];
    private static readonly uint[] Crc32CTable = [.. Enumerable.Range(0, 256).Select(i => (uint)Reflected((ulong)i, 0x82f63b78))];
    private static readonly ulong[][] Crc64Tables = Sliced([.. Enumerable.Range(0, 256).Select(i => Reflected((ulong)i, 0x9a6c9329ac4bc9b5))]);

    public static string HeaderOf(string algorithm) => Prefix + algorithm.ToLowerInvariant();

    public static string Compute(string algorithm, ReadOnlySpan<byte> content)
    {
        Span<byte> value = stackalloc byte[32];
        switch (algorithm)
        {
            case "CRC32": BinaryPrimitives.WriteUInt32BigEndian(value, Crc32(Crc32Table, content)); return Convert.ToBase64String(value[..4]);
            case "CRC32C": BinaryPrimitives.WriteUInt32BigEndian(value, Crc32(Crc32CTable, content)); return Convert.ToBase64String(value[..4]);
            case Crc64Nvme: BinaryPrimitives.WriteUInt64BigEndian(value, Crc64(content)); return Convert.ToBase64String(value[..8]);
            case "SHA256": return Convert.ToBase64String(SHA256.HashData(content));
            default: throw new FakeError(400, "InvalidRequest", $"this store does not know the checksum algorithm {algorithm}");
        }
    }

    /// <summary>The checksum that came with a body, as header or trailer, held against the body; null where none came.</summary>
    public static (string Algorithm, string Value)? Check(IHeaderDictionary headers, IReadOnlyDictionary<string, string> trailers, ReadOnlySpan<byte> content)
    {
        var given = headers.Select(h => (Name: h.Key, Value: h.Value.ToString())).Concat(trailers.Select(t => (Name: t.Key, t.Value)))
            .Where(h => h.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !h.Name.EndsWith("-type", StringComparison.OrdinalIgnoreCase) && !h.Name.EndsWith("-algorithm", StringComparison.OrdinalIgnoreCase) && !h.Name.EndsWith("-mode", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (given.Count == 0) return null;
        if (given.Count > 1) throw new FakeError(400, "InvalidRequest", "expecting a single x-amz-checksum- header; multiple checksum types are not allowed");
        var algorithm = given[0].Name[Prefix.Length..].ToUpperInvariant();
        if (Compute(algorithm, content) != given[0].Value) throw new FakeError(400, "BadDigest", $"the {algorithm} you specified did not match what we received");
        return (algorithm, given[0].Value);
    }

    private static ulong Reflected(ulong crc, ulong polynomial)
    {
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1;
        return crc;
    }

    private static uint Crc32(uint[] table, ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var b in content) crc = (crc >> 8) ^ table[(byte)crc ^ b];
        return ~crc;
    }

    /// <summary>Eight bytes at a time: a store that shares the cores with what is measured must not be most of the cost.</summary>
    private static ulong Crc64(ReadOnlySpan<byte> content)
    {
        var (t0, t1, t2, t3) = (Crc64Tables[0], Crc64Tables[1], Crc64Tables[2], Crc64Tables[3]);
        var (t4, t5, t6, t7) = (Crc64Tables[4], Crc64Tables[5], Crc64Tables[6], Crc64Tables[7]);
        var crc = ulong.MaxValue;
        for (; content.Length >= 8; content = content[8..])
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(content);
            crc = t7[(byte)crc] ^ t6[(byte)(crc >> 8)] ^ t5[(byte)(crc >> 16)] ^ t4[(byte)(crc >> 24)]
                ^ t3[(byte)(crc >> 32)] ^ t2[(byte)(crc >> 40)] ^ t1[(byte)(crc >> 48)] ^ t0[(byte)(crc >> 56)];
        }
        foreach (var b in content) crc = (crc >> 8) ^ t0[(byte)crc ^ b];
        return ~crc;
    }

    /// <summary>Table k is what a byte does to the register k bytes later.</summary>
    private static ulong[][] Sliced(ulong[] first)
    {
        var tables = new ulong[8][];
        tables[0] = first;
        for (var k = 1; k < tables.Length; k++) tables[k] = [.. tables[k - 1].Select(crc => (crc >> 8) ^ first[(byte)crc])];
        return tables;
    }
}
