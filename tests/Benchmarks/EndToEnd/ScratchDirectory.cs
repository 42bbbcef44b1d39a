namespace Platform.Benchmarks.EndToEnd;

/// <summary>A directory for the files that contenders write; it goes with its contents.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("platform-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
