using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A value that is known once the resources it comes from are registered.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data) => Data = data;

    internal Task<OutputData<T>> Data { get; }

    public Output<U> Apply<U>(Func<T, U> func) => new(ApplyAsync(value => Output.Create(func(value))));

    public Output<U> Apply<U>(Func<T, Task<U>> func) => new(ApplyAsync(value => Output.Create(func(value))));

    public Output<U> Apply<U>(Func<T, Input<U>> func) => new(ApplyAsync(value => func(value).ToOutput()));

    public Output<U> Apply<U>(Func<T, Output<U>> func) => new(ApplyAsync(func));

    async Task<OutputData<object?>> IOutput.ResolveAsync()
    {
        var data = await Data.ConfigureAwait(false);
        return new OutputData<object?>(data.Value, data.IsSecret, data.Resources);
    }

    private async Task<OutputData<U>> ApplyAsync<U>(Func<T, Output<U>> func)
    {
        var outer = await Data.ConfigureAwait(false);
        var inner = await func(outer.Value).Data.ConfigureAwait(false);
        return new OutputData<U>(inner.Value, outer.IsSecret || inner.IsSecret, outer.Resources.Union(inner.Resources));
    }
}

public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(Task.FromResult(Known(value)));

    public static Output<T> Create<T>(Task<T> value) => new(AwaitAsync(value));

    public static Output<T> CreateSecret<T>(T value) => new(Task.FromResult(Known(value) with { IsSecret = true }));

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All((IEnumerable<Input<T>>)inputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => new(AllAsync([.. inputs.Select(input => input.ToOutput())]));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => new(AllAsync([.. outputs]));

    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2) =>
        item1.Apply(first => item2.Apply(second => (first, second)));

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3) =>
        Tuple(item1, item2).Apply(two => item3.Apply(third => (two.Item1, two.Item2, third)));

    internal static OutputData<T> Known<T>(T value) => new(value, IsSecret: false, []);

    private static async Task<OutputData<T>> AwaitAsync<T>(Task<T> value) => Known(await value.ConfigureAwait(false));

    private static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(Output<T>[] outputs)
    {
        var values = ImmutableArray.CreateBuilder<T>(outputs.Length);
        var resources = ImmutableHashSet<Resource>.Empty;
        var secret = false;
        foreach (var output in outputs)
        {
            var data = await output.Data.ConfigureAwait(false);
            values.Add(data.Value);
            secret |= data.IsSecret;
            resources = resources.Union(data.Resources);
        }
        return new OutputData<ImmutableArray<T>>(values.MoveToImmutable(), secret, resources);
    }
}
