namespace Platform.Registry.Yaml;

/// <summary>What a YAML document says, and where.</summary>
internal abstract record YamlNode(Position At)
{
    /// <summary>How a message names what was found, without its content.</summary>
    public abstract string Kind { get; }

    /// <summary>The deepest node on the way along keys and list indexes: where a message about that place points.</summary>
    public YamlNode Locate(params ReadOnlySpan<object> path)
    {
        var node = this;
        foreach (var step in path)
        {
            var next = step switch
            {
                string key when node is YamlMapping mapping => mapping.Find(key),
                int index when node is YamlSequence sequence && index < sequence.Items.Count => sequence.Items[index],
                _ => null,
            };
            if (next is null) return node;
            node = next;
        }
        return node;
    }
}

/// <param name="At">Where it starts.</param>
/// <param name="Text">Unquoted.</param>
/// <param name="Plain">Without quotes: only such a scalar is a number, true, false or null.</param>
internal sealed record YamlScalar(Position At, string Text, bool Plain) : YamlNode(At)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "nothing" : "text";
}

internal sealed record YamlSequence(Position At, IReadOnlyList<YamlNode> Items) : YamlNode(At)
{
    public override string Kind => "a list";
}

internal sealed record YamlMapping(Position At, IReadOnlyList<YamlPair> Pairs) : YamlNode(At)
{
    public override string Kind => "a mapping";

    public YamlNode? Find(string key)
    {
        foreach (var pair in Pairs)
        {
            if (pair.Key.Text == key) return pair.Value;
        }
        return null;
    }
}

internal sealed record YamlPair(YamlScalar Key, YamlNode Value);
