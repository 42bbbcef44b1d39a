namespace Pulumi;

internal interface IInput
{
    IOutput Output { get; }
}

/// <summary>What a resource takes: a plain value or an output of another resource.</summary>
public class Input<T> : IInput
{
    private readonly Output<T>? _value;

    private protected Input(Output<T>? value) => _value = value;

    IOutput IInput.Output => ToOutput();

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.ToOutput();

    internal virtual Output<T> ToOutput() => _value!;
}

public static class InputExtensions
{
    /// <summary>The input as an output.</summary>
    public static Output<T> ToOutput<T>(this Input<T> input) => input.ToOutput();
}
