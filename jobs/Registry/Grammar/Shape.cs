using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>
/// The form of one value of the grammar: it reads a node and reports what does not fit, describes itself as JSON Schema, and writes a
/// value as YAML on one line.
/// </summary>
internal abstract class Shape<T>
    where T : notnull
{
    /// <summary>What fits, as messages say it: <c>true or false</c>, <c>a duration such as 30m</c>.</summary>
    public abstract string Expected { get; }

    /// <param name="node">The value.</param>
    /// <param name="path">Keys from the root with dots, <c>[]</c> for a list's items: <c>columns[].mask</c>.</param>
    /// <param name="reading">Takes the mistakes; at least one where the answer is false.</param>
    /// <param name="value">What it says.</param>
    public abstract bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out T value);

    public abstract JsonObject Schema(string path, FeatureList unsupported);

    public abstract string Write(T value);
}
