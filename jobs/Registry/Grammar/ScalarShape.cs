using System.Diagnostics.CodeAnalysis;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>A value in one scalar.</summary>
internal abstract class ScalarShape<T> : Shape<T>
    where T : notnull
{
    public sealed override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is YamlScalar scalar && TryParse(scalar, out value)) return true;
        reading.Report(node.At, $"expected {Expected}, found {Found(node)}", node is YamlScalar wrong ? Hint(wrong) : null);
        return false;
    }

    protected abstract bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out T value);

    protected virtual string? Hint(YamlScalar wrong) => null;

    protected virtual string Found(YamlNode node) => node is YamlScalar { IsNull: false } scalar ? $"'{Shown.Text(scalar.Text)}'" : node.Kind;
}
