using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platform.Difference;
using Platform.Lake.Catalog;
using Platform.Lake.Files;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform diff TABLE --from TIME [--to TIME]</c>: what changed between two snapshots, as counts or as a file of changes.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Table = TableArgument.One();

    private static readonly Option<string> From = new("--from") { Description = "The snapshot time to compare from, in UTC, such as 2026-03-01T10", HelpName = "TIME", Required = true };

    private static readonly Option<string?> To = new("--to") { Description = "The snapshot time to compare to [default: the latest]", HelpName = "TIME" };

    private static readonly Option<string[]> Key = new("--key") { Description = "A column to match rows on, instead of the entry's key; may be given several times", HelpName = "COLUMN" };

    private static readonly Option<string?> Changes = new("--changes")
    {
        Description = "A new file for the changed rows, .parquet or .jsonl, on disk or s3://: Op (I, U, D), then the table's columns, as AWS DMS writes them",
        HelpName = "FILE",
    };

    private static readonly Option<bool> BeforeImage = new("--before-image") { Description = "The file has the old values of updated rows too, in columns named BI_COLUMN" };

    private static readonly Option<int?> Memory = new("--memory") { Description = "MiB of memory for rows; what it does not hold goes to the temporary directory [default: 256]", HelpName = "MIB" };

    public static Command Create(CommandRunner runner) => runner.Runs(
        new Command("diff", "Compare two snapshots of a table: rows inserted, updated and deleted") { Table, From, To, Key, Changes, BeforeImage, Memory }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var entry = stack.LoadRegistry().FindOutput(parsed.GetValue(Table)!);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var from = await StoredSnapshots.LocateAsync(catalog, stack, entry, parsed.GetValue(From), cancellationToken);
        var to = await StoredSnapshots.LocateAsync(catalog, stack, entry, parsed.GetValue(To), cancellationToken);
        var key = parsed.GetValue(Key) is { Length: > 0 } named ? named : entry.Key;
        string[] arguments =
        [
            "--diff", "--from", from, "--to", to, "--table", entry.Table.ToString(), .. key.SelectMany(column => new[] { "--key", column }),
            .. parsed.GetValue(Changes) is { } file ? ["--changes", Location(file)] : Array.Empty<string>(),
            .. parsed.GetValue(BeforeImage) ? ["--before-image"] : Array.Empty<string>(),
            .. parsed.GetValue(Memory) is { } memory ? ["--memory", memory.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        ];
        var outcome = await SoleJob.RunAsync(invocation, new Job("diff", RestoreBinary.Find(invocation.Checkout), arguments, SoleJob.Environment));
        var summary = JsonSerializer.Deserialize(outcome.Output, DifferenceJson.Default.DifferenceSummary)!;
        // What was captured late is never passed off as the hour's.
        foreach (var late in new[] { summary.From, summary.To }.Where(s => s.Late)) invocation.Say($"warning: {entry.FullName} {late.SnapshotTime} was captured late");
        invocation.Answer(summary, DifferenceJson.Default.DifferenceSummary, text => DiffAnswer.Write(summary, text));
        return ExitCode.Success;
    }

    /// <summary>A URI as it is, anything else as a path from here.</summary>
    private static string Location(string file) => file.Contains("://", StringComparison.Ordinal) ? file : FileUri.Of(Path.GetFullPath(file)).OriginalString;
}
