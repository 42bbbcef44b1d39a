using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>One key of a mapping that builds a <typeparamref name="T"/>.</summary>
internal abstract record Key<T>(string Name, string Description)
{
    public bool Required { get; init; }

    /// <summary>False where the value does not fit, which is then reported and leaves <paramref name="into"/> as it was.</summary>
    public abstract bool TryRead(ref T into, YamlNode node, string path, Reading reading);

    public abstract JsonObject Schema(string path, FeatureList unsupported);

    /// <summary>The value as YAML on one line; null where there is nothing to write.</summary>
    public abstract string? Write(T from);
}

/// <summary>A key with its shape, and how the model takes and gives its value; <paramref name="Get"/> answers null for what need not be written.</summary>
internal sealed record Key<T, TValue>(string Name, string Description, Shape<TValue> Shape, Func<T, TValue, T> Set, Func<T, object?> Get) : Key<T>(Name, Description)
    where TValue : notnull
{
    public override bool TryRead(ref T into, YamlNode node, string path, Reading reading)
    {
        var read = Shape.TryRead(node, path, reading, out var value);
        reading.CheckSupported(path, node);
        if (read) into = Set(into, value!);
        return read;
    }

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var schema = Shape.Schema(path, unsupported);
        var notes = unsupported.At(path).Select(feature => $" Not yet supported: {feature.What}.");
        schema["description"] = Description + string.Concat(notes);
        return schema;
    }

    public override string? Write(T from) => Get(from) is { } value ? Shape.Write((TValue)value) : null;
}
