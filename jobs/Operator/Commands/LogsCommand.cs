using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.Batch;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform logs TABLE --at TIME [--follow]</c>: what the Batch job of a snapshot said.</summary>
internal static class LogsCommand
{
    private static readonly Option<bool> Follow = new("--follow") { Description = "Watch a job that still runs to its end, and exit with its exit code" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("logs", "Print what the Batch job of a snapshot said") { BatchJobArguments.Table, BatchJobArguments.At, Follow }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Follow) && invocation.IsJson)
        {
            throw new PlatformException(
                Stage.Configure, ExitCode.Usage, "--follow prints as the job speaks, and --output json is one document at the end", "Leave one of the two away.")
            { Kind = "usage" };
        }

        var stack = new Stack(invocation);
        var (deployed, time) = BatchJobArguments.Read(parsed, stack);
        using var client = stack.OpenAws();
        var batch = new BatchService(client);
        var job = (await BatchJobArguments.FindAsync(batch, deployed, time, cancellationToken))[0];
        if (parsed.GetValue(Follow)) return await FollowAsync(invocation, batch, deployed, job.JobId);

        var lines = new List<string>();
        foreach (var stream in job.LogStreams)
            lines.AddRange((await BatchService.ReadAsync(batch.Tail(deployed, stream), cancellationToken)).Select(line => line.Message));
        invocation.Answer(new LogsAnswer(deployed.Name, time.ToString(), job.JobId, job.Status, job.StatusReason, job.Container?.ExitCode, lines), AnswerJson.Default.LogsAnswer, text =>
        {
            foreach (var line in lines) text.WriteLine(Printable.Lines(EventLine.Of(line)));
        });
        invocation.Say($"{deployed.Name} {time}: {job.Status}{(job.StatusReason is { } reason ? $": {reason}" : "")}");
        return ExitCode.Success;
    }

    private static async Task<ExitCode> FollowAsync(Invocation invocation, BatchService batch, DeployedJob deployed, string id)
    {
        var outcomes = await new BatchFollower(batch, invocation).FollowAsync([new FollowedJob(batch, deployed, id, invocation.Terminal.Output.WriteLine)]);
        if (!outcomes.TryGetValue(id, out var outcome)) return ExitCode.TryAgain;
        return outcome.Failure is { } failure ? throw failure : ExitCode.Success;
    }
}
