using Platform.Registry.Failures;

namespace Platform.Lake.Objects;

/// <summary>
/// The rules of keys and prefixes, the same for every store: segments joined by <c>/</c>, relative to the lake. A key that passes here cannot
/// leave the lake on a file system and means the same object on S3.
/// </summary>
public static class ObjectKey
{
    /// <summary>S3's limit on a key, in UTF-8 bytes.</summary>
    public const int MaxBytes = 1024;

    /// <summary>A segment that begins so is an upload in progress on a file system; no object may be named like it.</summary>
    public const string TemporaryPrefix = ".tmp-";

    /// <exception cref="PlatformException">The key is empty, absolute, ends in a slash, or has a segment that is empty, <c>.</c>, <c>..</c> or reserved.</exception>
    public static void Check(string key)
    {
        if (Defect(key) is { } defect) throw Refused("key", key, defect);
    }

    /// <summary>A prefix is empty (the whole lake) or ends with a slash: so <c>orders/</c> can never mean <c>orders_old/</c>.</summary>
    /// <exception cref="PlatformException">The prefix does not end with a slash, or what is before it is no key.</exception>
    public static void CheckPrefix(string prefix)
    {
        if (prefix.Length == 0) return;
        if (!prefix.EndsWith('/')) throw Refused("prefix", prefix, "it does not end with a slash");
        if (Defect(prefix[..^1]) is { } defect) throw Refused("prefix", prefix, defect);
    }

    private static string? Defect(string key)
    {
        if (key.Length == 0) return "it is empty";
        if (System.Text.Encoding.UTF8.GetByteCount(key) > MaxBytes) return $"it is longer than {MaxBytes} bytes";
        foreach (var range in key.AsSpan().Split('/'))
        {
            var segment = key.AsSpan(range);
            if (segment.IsEmpty) return "it has an empty segment";
            if (segment is "." or "..") return $"it has the segment \"{segment}\"";
            if (segment.StartsWith(TemporaryPrefix, StringComparison.Ordinal)) return $"a segment begins with \"{TemporaryPrefix}\", which is reserved";
            if (segment.IndexOfAnyInRange('\0', '\u001f') >= 0 || segment.Contains('\\')) return "it has a control character or a backslash";
        }
        return null;
    }

    private static PlatformException Refused(string what, string key, string defect) =>
        new(Stage.Write, ExitCode.Configuration, $"object {what} \"{key}\" is refused: {defect}",
            "object names are built by the object layout; check the names of source, schema and table")
        { Kind = "object-key" };
}
