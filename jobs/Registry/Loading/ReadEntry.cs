using Platform.Registry.Entries;
using Platform.Registry.Yaml;

namespace Platform.Registry.Loading;

/// <summary>A table's file that was read: what it says, and the nodes that messages point at.</summary>
/// <param name="Path">The file.</param>
/// <param name="Root">Its root node.</param>
/// <param name="File">What it says; what could not be read is left at its default.</param>
internal sealed record ReadEntry(string Path, YamlNode Root, EntryFile File)
{
    /// <summary>False where its table's name could not be read.</summary>
    public bool HasTable => File.Table != default;
}

/// <summary>A source's folder that was read.</summary>
/// <param name="Path">Its <c>source.yaml</c>.</param>
/// <param name="Root">The root node; null where the file is missing or not YAML.</param>
/// <param name="Settings">What it says.</param>
/// <param name="Entries">Its tables.</param>
internal sealed record ReadSource(string Path, YamlNode? Root, SourceSettings Settings, IReadOnlyList<ReadEntry> Entries);
