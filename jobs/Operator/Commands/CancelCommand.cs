using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.Batch;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform cancel TABLE --at TIME</c>: ends the Batch jobs of a snapshot that wait or run.</summary>
internal static class CancelCommand
{
    private const string Reason = "cancelled with platform cancel";

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("cancel", "End the Batch jobs of a snapshot that wait or run") { BatchJobArguments.Table, BatchJobArguments.At }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var (deployed, time) = BatchJobArguments.Read(parsed, stack);
        using var client = stack.OpenAws();
        var batch = new BatchService(client);
        var found = await BatchJobArguments.FindAsync(batch, deployed, time, cancellationToken);
        var open = found.Where(job => !job.HasEnded).ToList();
        foreach (var job in open) await batch.EndAsync(job.JobId, Reason, cancellationToken);
        invocation.Answer(new CancelAnswer(deployed.Name, time.ToString(), [.. open.Select(job => job.JobId)]), AnswerJson.Default.CancelAnswer, text =>
        {
            foreach (var job in open) text.WriteLine($"{deployed.Name} {time}: job {job.JobId}, which was {job.Status}, is told to end.");
            if (open.Count == 0) text.WriteLine($"{deployed.Name} {time}: nothing to cancel, job {found[0].JobId} is {found[0].Status}.");
        });
        return ExitCode.Success;
    }
}
