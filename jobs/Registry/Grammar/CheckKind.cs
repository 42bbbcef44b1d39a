using System.Text.Json.Nodes;
using Platform.Registry.Entries;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>One kind of check: the key that names it and the shape of what it says.</summary>
internal abstract record CheckKind(string Name, string Description)
{
    public abstract Check? Read(YamlNode node, string path, Reading reading);

    public abstract JsonObject Schema(string path, FeatureList unsupported);

    /// <summary>What it says as YAML; null for a check of another kind.</summary>
    public abstract string? Write(Check check);
}

internal sealed record CheckKind<T>(string Name, string Description, Shape<T> Shape, Func<T, Check> Make, Func<Check, object?> Get) : CheckKind(Name, Description)
    where T : notnull
{
    public override Check? Read(YamlNode node, string path, Reading reading) => Shape.TryRead(node, path, reading, out var said) ? Make(said) : null;

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var schema = Shape.Schema(path, unsupported);
        schema["description"] = Description;
        return schema;
    }

    public override string? Write(Check check) => Get(check) is { } said ? Shape.Write((T)said) : null;
}
