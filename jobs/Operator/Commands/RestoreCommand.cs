using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform restore TABLE... --into TARGET[=URL][:SCHEMA.TABLE] --mode truncate|append|create|replace</c>: puts snapshots back, and proves it.</summary>
internal static class RestoreCommand
{
    private static readonly StoredSnapshots Snapshots = new();

    private static readonly string[] Modes = ["truncate", "append", "create", "replace"];

    private static readonly Option<string> Into = new("--into")
    {
        Description = "Where to: a name and a PostgreSQL URL, or the name of a known source alone; :SCHEMA.TABLE behind it for another table",
        HelpName = "TARGET[=URL][:SCHEMA.TABLE]",
        Required = true,
    };

    private static readonly Option<string> Mode = new("--mode") { Description = "truncate empties the tables first, append adds to them, create makes them from the snapshots' own definitions, replace does so in their place", HelpName = string.Join('|', Modes), Required = true };

    private static readonly Option<string[]> Allow = new("--allow") { Description = "A column that is restored although it is masked or lost values; may be given several times", HelpName = "COLUMN" };

    private static readonly Option<bool> Partial = new("--partial") { Description = "Restore what there is of a filtered snapshot, or of one without some of the target's columns; make a table without what the target lacks for it" };

    private static readonly Option<bool> WithoutPartitions = new("--without-partitions") { Description = "With create and replace: a plain table where the source's is partitioned" };

    public static Command Create(CommandRunner runner)
    {
        Mode.AcceptOnlyFromAmong(Modes);
        var command = new Command("restore", "Put snapshots back into a database, all or none, and prove it");
        Snapshots.AddTo(command);
        foreach (var option in new Option[] { Into, Mode, Allow, Partial, WithoutPartitions }) command.Options.Add(option);
        return runner.Runs(command, RunAsync);
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var target = RestoreTarget.Parse(parsed.GetValue(Into)!);
        var snapshots = await Snapshots.FindAsync(parsed, invocation, stack, cancellationToken);
        if (target.Table is not null && snapshots.Count > 1)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, "--into names one table, and several are restored", "Leave :SCHEMA.TABLE out, or restore them one by one.") { Kind = "usage" };
        if (snapshots.GroupBy(s => s.Entry.Table).FirstOrDefault(same => same.Count() > 1) is { Key: var table })
            throw new PlatformException(Stage.Configure, ExitCode.Usage, $"{table} is named twice, and one table takes one snapshot", "Name one of its outputs.") { Kind = "usage" };
        string[] further = ["--mode", parsed.GetValue(Mode)!, .. (parsed.GetValue(Allow) ?? []).SelectMany(c => new[] { "--allow", c }), .. Flags(parsed, Partial, WithoutPartitions)];
        var url = await target.UrlAsync(stack, cancellationToken);
        var answer = await new RestoreRun(invocation, stack).RunAsync($"restore into {target.Name}", snapshots, target.Table, [(JobVariables.TargetUrl, url)], further, target.Name);
        invocation.Answer(answer, AnswerJson.Default.RestoreAnswer, answer.Write);
        return ExitCode.Success;
    }

    private static IEnumerable<string> Flags(ParseResult parsed, params IEnumerable<Option<bool>> flags) => flags.Where(parsed.GetValue).Select(f => f.Name);
}
