using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>A value of the grammar whose feature is not built yet.</summary>
/// <param name="Path">The key it stands at, such as <c>columns[].mask</c>.</param>
/// <param name="What">As it is written: <c>mode: cdc</c>.</param>
/// <param name="WayOut">What to do instead.</param>
/// <param name="Values">The scalars concerned; empty where every value is but an empty list, an empty mapping and false.</param>
internal sealed record Feature(string Path, string What, string WayOut, params string[] Values)
{
    public bool Uses(YamlNode value) => value switch
    {
        YamlScalar scalar => Values.Length > 0 ? Values.Contains(scalar.Text) : scalar.Text != "false",
        YamlSequence sequence => Values.Length == 0 && sequence.Items.Count > 0,
        YamlMapping mapping => Values.Length == 0 && mapping.Pairs.Count > 0,
        _ => false,
    };

    /// <summary>The key with the value found, where values differ.</summary>
    public string Names(YamlNode value) => Values.Length > 0 && value is YamlScalar scalar ? $"{Path[(Path.LastIndexOf('.') + 1)..]}: {scalar.Text}" : What;
}
