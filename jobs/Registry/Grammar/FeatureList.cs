namespace Platform.Registry.Grammar;

/// <summary>Features by the key at which they are asked for.</summary>
internal sealed class FeatureList(params Feature[] features)
{
    private readonly ILookup<string, Feature> _byPath = features.ToLookup(feature => feature.Path, StringComparer.Ordinal);

    /// <summary>Every feature of the grammar is built.</summary>
    public static FeatureList None { get; } = new();

    public IEnumerable<Feature> At(string path) => _byPath[path];
}
