using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Grammar;
using Platform.Registry.Yaml;

namespace Platform.Registry.Loading;

/// <summary>
/// Reads <c>&lt;registry&gt;/&lt;source&gt;/source.yaml</c> and <c>&lt;schema&gt;.&lt;table&gt;.yaml</c> beside it. Every mistake of every file is reported at once.
/// </summary>
public sealed class RegistryLoader
{
    internal const string Extension = ".yaml";

    private const string SourceFile = "source.yaml";

    private readonly MistakeList _mistakes = new();
    private readonly FeatureList _tableFeatures;
    private readonly FeatureList _sourceFeatures;

    private RegistryLoader(FeatureList tableFeatures, FeatureList sourceFeatures)
    {
        _tableFeatures = tableFeatures;
        _sourceFeatures = sourceFeatures;
    }

    /// <exception cref="PlatformException">Configuration (78): kind <c>configuration</c> with every mistake, <c>registry-missing</c> where the directory cannot be read.</exception>
    public static RegistryContents Load(string directory) => Load(directory, NotYetSupported.Table, NotYetSupported.Source);

    /// <summary>As if only these features were missing.</summary>
    internal static RegistryContents Load(string directory, FeatureList tableFeatures, FeatureList sourceFeatures)
    {
        try
        {
            return new RegistryLoader(tableFeatures, sourceFeatures).Read(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                Stage.Configure,
                ExitCode.Configuration,
                $"the registry at {directory} cannot be read: {failure.Message}",
                "run from the repository's root, or say where the registry is with --registry DIR",
                failure)
            { Kind = "registry-missing" };
        }
    }

    private RegistryContents Read(string directory)
    {
        foreach (var stray in Files(directory).Where(IsYaml)) _mistakes.Add(new Mistake(stray, 1, 1, "a table's file belongs in the folder of its source", $"move it to {Path.Combine(directory, "<source>")}"));
        var sources = Directory.GetDirectories(directory).Order(StringComparer.Ordinal).Where(folder => !IsHidden(folder)).Select(ReadSource).ToList();
        foreach (var source in sources)
        {
            foreach (var entry in source.Entries) EntryRules.Check(entry, source.Settings, Reading(entry.Path));
            SourceRules.Check(source, Reading);
        }
        _mistakes.ThrowIfAny("the registry");
        return new RegistryContents(
            sources.Select(source => source.Settings),
            sources.SelectMany(source => source.Entries.Select(entry => entry.File.Merge(source.Settings))));
    }

    private ReadSource ReadSource(string folder)
    {
        var name = Path.GetFileName(folder);
        var path = Path.Combine(folder, SourceFile);
        if (!Patterns.Name.IsMatch(name)) _mistakes.Add(new Mistake(path, 1, 1, $"source folder '{Shown.Text(name)}' is not {Patterns.NameExpected}", "rename the folder"));
        foreach (var nested in Directory.GetDirectories(folder).Where(nested => !IsHidden(nested)).Order(StringComparer.Ordinal))
            _mistakes.Add(new Mistake(nested, 1, 1, "a folder inside a source's folder is not read", "move its files up"));

        var settings = new SourceSettings { Name = name };
        YamlNode? root = null;
        if (!File.Exists(path)) _mistakes.Add(new Mistake(path, 1, 1, "the source's file is missing", "at least: engine: postgres"));
        else
        {
            root = YamlReader.Read(File.ReadAllBytes(path), path, _mistakes);
            SourceSettings? read = null;
            if (root is not null) SourceGrammar.Shape.TryRead(root, "", Reading(path, _sourceFeatures), out read);
            if (read is not null) settings = read with { Name = name };
        }
        var entries = Files(folder).Where(file => Path.GetFileName(file) != SourceFile).Select(ReadEntry).OfType<ReadEntry>().ToList();
        return new ReadSource(path, root, settings, entries);
    }

    private ReadEntry? ReadEntry(string path)
    {
        if (!IsYaml(path)) return null;
        if (Path.GetExtension(path) != Extension)
        {
            _mistakes.Add(new Mistake(path, 1, 1, $"registry files end in {Extension}", "rename the file"));
            return null;
        }
        var root = YamlReader.Read(File.ReadAllBytes(path), path, _mistakes);
        if (root is null) return null;
        TableGrammar.Shape.TryRead(root, "", Reading(path, _tableFeatures), out var file);
        return new ReadEntry(path, root, file!);
    }

    private Reading Reading(string path) => Reading(path, FeatureList.None);

    private Reading Reading(string path, FeatureList features) => new(path, _mistakes, features);

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Where(file => !IsHidden(file)).Order(StringComparer.Ordinal);

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    private static bool IsYaml(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";
}
