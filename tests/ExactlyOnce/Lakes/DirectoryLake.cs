using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Local;
using Platform.Lake.Objects;

namespace Platform.ExactlyOnce.Tests.Lakes;

/// <summary>A directory and the local catalog in it.</summary>
internal sealed class DirectoryLake(string directory) : ILake
{
    public Uri Uri { get; } = new($"file://{directory}");

    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>();

    public ICatalog Catalog => new LocalCatalog(Uri, TimeProvider.System);

    public IObjectStore OpenStore() => new FileObjectStore(Uri, TimeProvider.System);

    public int Unfinished => Directory.EnumerateFiles(directory, ".tmp-*.json", SearchOption.AllDirectories).Count();

    public IReadOnlyList<Pointer> Partitions(TableIdentifier table) => Catalog.ListPartitionsAsync(table, CancellationToken.None).GetAwaiter().GetResult();

    public Pointer? Latest(TableIdentifier table) => Catalog.GetLatestAsync(table, CancellationToken.None).GetAwaiter().GetResult();

    public bool Holds(Uri location) => Directory.Exists(location.LocalPath) && Directory.EnumerateFiles(location.LocalPath, "part-*").Any();

    public IReadOnlyDictionary<string, byte[]> Files(Uri location) => Directory.Exists(location.LocalPath)
        ? Directory.GetFiles(location.LocalPath).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal)
        : new Dictionary<string, byte[]>();

    public IEnumerable<string> FilesOfAttempts() => Directory
        .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(directory, file).StartsWith("_catalog", StringComparison.Ordinal))
        .Select(file => new Uri(file).AbsoluteUri);
}
