using System.Globalization;
using System.Text;

namespace Platform.Registry.Layout;

/// <summary>A PostgreSQL name as one part of an object key or file name.</summary>
public static class PathName
{
    /// <summary>
    /// Letters and digits of any script, <c>_</c> and <c>-</c> stay; every other character becomes <c>!XX</c> for each byte of its UTF-8: the
    /// exclamation mark is safe in S3 keys, file names and URIs alike, and none of them decodes it. Different names stay different.
    /// </summary>
    public static string Of(string name)
    {
        var path = new StringBuilder(name.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-')
            {
                path.Append(rune);
                continue;
            }
            foreach (var single in bytes[..rune.EncodeToUtf8(bytes)]) path.Append(CultureInfo.InvariantCulture, $"!{single:X2}");
        }
        return path.ToString();
    }
}
