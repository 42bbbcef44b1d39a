using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map of inputs that is itself an input; grows by collection initializers.</summary>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable
{
    private readonly List<Output<ImmutableDictionary<string, TValue>>> _segments = [];

    public InputMap() : base(null)
    {
    }

    private InputMap(Output<ImmutableDictionary<string, TValue>> segment) : base(null) => _segments.Add(segment);

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Output.Create(values.ToImmutableDictionary()));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Output.Create(values));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values);

    public void Add(string key, Input<TValue> value) =>
        _segments.Add(value.ToOutput().Apply(single => ImmutableDictionary<string, TValue>.Empty.Add(key, single)));

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("an input map is read through its output");

    /// <exception cref="ArgumentException">A key is given twice with different values, as in the real SDK.</exception>
    internal override Output<ImmutableDictionary<string, TValue>> ToOutput() => _segments.Count == 1
        ? _segments[0]
        : Output.All(_segments).Apply(all => all.SelectMany(segment => segment)
            .Aggregate(ImmutableDictionary<string, TValue>.Empty, (map, pair) => map.Add(pair.Key, pair.Value)));
}
