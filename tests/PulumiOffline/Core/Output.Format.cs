using System.Globalization;

namespace Pulumi;

public static partial class Output
{
    /// <summary>An interpolated string whose holes may be outputs and inputs.</summary>
    public static Output<string> Format(FormattableString formattableString) =>
        All(formattableString.GetArguments().Select(Lift)).Apply(holes =>
            string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. holes]));

    private static Output<object?> Lift(object? hole) => hole switch
    {
        IOutput output => new Output<object?>(output.ResolveAsync()),
        IInput input => Lift(input.Output),
        _ => Create(hole),
    };
}
