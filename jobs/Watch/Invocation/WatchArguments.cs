using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Watch.Invocation;

/// <summary>The command line: the instant of the look.</summary>
/// <param name="At">What is due is judged at it, and the metrics carry it, so that looks that start a little late stay evenly spaced.</param>
internal sealed record WatchArguments(DateTimeOffset At)
{
    public const string Usage = """
        usage: watch [--at TIME]

          --at TIME             the instant to look at, such as 2026-03-01T10:07:00Z; now where it is absent

        Writes one line per table to stdout, in CloudWatch's embedded metric format: PeriodsBehind, FailedRuns.

        ENVIRONMENT
          PLATFORM_STACK        name of the stack
          PLATFORM_LEDGER_URL   PostgreSQL URL of the ledger, or secretsmanager:ARN[#key]

        EXIT STATUS
          0 told   64 usage   69 gone for good   75 try again   77 permission   78 configuration
        """;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <exception cref="PlatformException">Usage (64).</exception>
    public static WatchArguments Parse(IReadOnlyList<string> args, TimeProvider clock)
    {
        switch (args)
        {
            case []:
                return new WatchArguments(clock.GetUtcNow());
            case ["--at", var text]:
                const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
                if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, utc, out var at)) return new WatchArguments(at);
                throw Wrong($"--at '{text}' is not a time, expected UTC such as 2026-03-01T10:07:00Z");
            default:
                throw Wrong("expected watch --at TIME");
        }
    }

    private static PlatformException Wrong(string message) => new(Stage.Configure, ExitCode.Usage, message, "watch --help shows the command line") { Kind = "usage" };
}
