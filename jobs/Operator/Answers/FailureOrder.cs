using Platform.Registry.Failures;

namespace Platform.Operator.Answers;

/// <summary>
/// One exit code for several failures: that which needs a person first. 75 comes last, because a retry helps only where every failure is
/// a passing one.
/// </summary>
internal static class FailureOrder
{
    private static readonly ExitCode[] Order =
        [ExitCode.Configuration, ExitCode.Permission, ExitCode.Unavailable, ExitCode.Data, ExitCode.Usage, ExitCode.TryAgain];

    public static ExitCode First(IEnumerable<ErrorFacts?> failures)
    {
        var codes = failures.OfType<ErrorFacts>().Select(failure => (ExitCode)failure.Exit).ToHashSet();
        return Order.FirstOrDefault(codes.Contains, ExitCode.Success);
    }
}
