using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list of inputs that is itself an input; grows by collection initializers.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable
{
    private readonly List<Output<ImmutableArray<T>>> _segments = [];

    public InputList() : base(null)
    {
    }

    private InputList(Output<ImmutableArray<T>> segment) : base(null) => _segments.Add(segment);

    public static implicit operator InputList<T>(T value) => new(Output.Create(ImmutableArray.Create(value)));

    public static implicit operator InputList<T>(Output<T> value) => new(value.Apply(single => ImmutableArray.Create(single)));

    public static implicit operator InputList<T>(Input<T> value) => value.ToOutput();

    public static implicit operator InputList<T>(T[] values) => new(Output.Create(ImmutableArray.Create(values)));

    public static implicit operator InputList<T>(List<T> values) => new(Output.Create(ImmutableArray.CreateRange(values)));

    public static implicit operator InputList<T>(ImmutableArray<T> values) => new(Output.Create(values));

    public static implicit operator InputList<T>(Input<T>[] values) => new(Output.All(values));

    public static implicit operator InputList<T>(Output<T>[] values) => new(Output.All(values));

    public static implicit operator InputList<T>(List<Input<T>> values) => new(Output.All(values));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values);

    public void Add(params Input<T>[] inputs) => _segments.Add(Output.All(inputs));

    public void AddRange(InputList<T> inputs) => _segments.AddRange(inputs._segments);

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("an input list is read through its output");

    internal override Output<ImmutableArray<T>> ToOutput() => _segments.Count == 1
        ? _segments[0]
        : Output.All(_segments).Apply(all => all.SelectMany(segment => segment).ToImmutableArray());
}
