using Platform.Lake.Manifest;
using Platform.Registry.Layout;

namespace Platform.Snapshot.Deduplicating;

/// <summary>The files of an earlier attempt that hold exactly what was read.</summary>
/// <param name="Attempt">The attempt that wrote them.</param>
/// <param name="Prefix">Where they lie, relative to the lake, with a trailing slash.</param>
/// <param name="Files">As that attempt's manifest lists them.</param>
internal sealed record SharedFiles(Ulid Attempt, string Prefix, IReadOnlyList<ManifestFile> Files);
