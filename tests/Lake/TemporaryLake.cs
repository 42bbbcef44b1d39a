namespace Platform.Lake.Tests;

/// <summary>A directory of its own for one test.</summary>
internal sealed class TemporaryLake : IDisposable
{
    public TemporaryLake() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "platform-lake-" + Guid.NewGuid().ToString("N"));

    public Uri Uri => new(Root);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
