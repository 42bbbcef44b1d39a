using Platform.Sources.Postgres.Ddl;

namespace Platform.Restore.Reading;

/// <summary>Whether rows of a snapshot cannot share a key, since the source's own constraints kept them from it and the key arrived as it was.</summary>
internal static class EnforcedKey
{
    /// <param name="snapshot">Whose rows.</param>
    /// <param name="key">Names of the key's columns.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>manifest-damaged</c>.</exception>
    public static bool Holds(StoredSnapshot snapshot, IReadOnlyList<string> key)
    {
        var manifest = snapshot.Manifest;
        // A mask or a loss policy may make one value of two.
        var changed = manifest.Columns.Where(c => c.Mask is not null).Select(c => c.Name).Concat(manifest.Losses.Select(l => l.Column)).ToHashSet(StringComparer.Ordinal);
        return !key.Any(changed.Contains) && snapshot.Ddl is { } ddl && UniqueKeys.AreEnforced(ddl, key);
    }
}
