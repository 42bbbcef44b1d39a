using Platform.Registry.Failures;
using Platform.Registry.Grammar;
using Platform.Registry.Loading;

namespace Platform.Registry.Tests.Loading;

/// <summary>A registry of a few files in a temporary folder.</summary>
internal sealed class RegistryFolder : IDisposable
{
    public const string Source = "engine: postgres\n";

    public const string Orders = "table: public.orders\ncolumns:\n  - { name: id, type: bigint }\n";

    public RegistryFolder(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files) Write(path, text);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("registry-").FullName;

    public void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public RegistryContents Load() => RegistryLoader.Load(Path);

    /// <summary>As if every feature of the grammar were built.</summary>
    public RegistryContents LoadWholeGrammar() => RegistryLoader.Load(Path, FeatureList.None, FeatureList.None);

    /// <summary>The mistakes as they are printed, paths relative to the registry.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var failure = Assert.Throws<PlatformException>(Load);
        Assert.Equal("configuration", failure.Kind);
        Assert.Equal(ExitCode.Configuration, failure.ExitCode);
        return [.. failure.Mistakes.Select(mistake => mistake.ToString().Replace(Path + "/", "", StringComparison.Ordinal))];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
