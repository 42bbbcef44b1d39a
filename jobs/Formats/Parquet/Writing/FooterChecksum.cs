using System.Globalization;
using System.Text;
using Platform.Formats.Codecs;

namespace Platform.Formats.Parquet.Writing;

/// <summary>
/// Pages carry checksums, Parquet's footer has none: a flipped bit in it could change a scale or a name and go unnoticed. So the last
/// key-value pair holds the CRC-32 of the footer's bytes, in 8 hexadecimal digits, computed while these digits are zeros.
/// </summary>
internal static class FooterChecksum
{
    public const string Key = "platform.footer.crc32";

    public const string Placeholder = "00000000";

    /// <summary>Position of the digits, found by their key without reading the footer's structure; -1 where there are none.</summary>
    public static int Find(ReadOnlySpan<byte> footer)
    {
        var key = footer.LastIndexOf(Encoding.ASCII.GetBytes(Key));
        // Behind the key come the value's field header and its length, a byte each.
        var at = key + Key.Length + 2;
        return key < 0 || at + Placeholder.Length > footer.Length ? -1 : at;
    }

    /// <summary>Puts the checksum in place of the digits at <paramref name="at"/>, which are the placeholder.</summary>
    public static void Put(Span<byte> footer, int at) =>
        Encoding.ASCII.GetBytes(Crc32.Compute(footer).ToString("x8", CultureInfo.InvariantCulture), footer[at..]);

    /// <summary>Whether the digits at <paramref name="at"/> are the footer's checksum.</summary>
    public static bool Holds(ReadOnlySpan<byte> footer, int at)
    {
        var crc = Crc32.Append(0, footer[..at]);
        crc = Crc32.Append(crc, "00000000"u8);
        crc = Crc32.Append(crc, footer[(at + Placeholder.Length)..]);
        return uint.TryParse(footer.Slice(at, Placeholder.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var stored) && stored == crc;
    }
}
