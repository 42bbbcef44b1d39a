using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform tables list</c>: what is registered.</summary>
internal static class TablesListCommand
{
    public static Command Create(CommandRunner runner) => runner.Runs(new Command("list", "List the registered tables"), RunAsync);

    private static Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var registry = new Stack(invocation).LoadRegistry();
        var answer = new TableListAnswer([.. registry.Entries.Select(entry => RegisteredTable.Of(entry, invocation.Clock.GetUtcNow()))]);
        invocation.Answer(answer, AnswerJson.Default.TableListAnswer, text =>
        {
            var table = new TextTable("table", "state", "schedule", "next", "format", "columns", "key").Right(5);
            foreach (var row in answer.Tables)
                table.Add($"{row.Source}/{row.Table}", row.State, row.Schedule, row.Next ?? "-", string.Join(", ", [row.Format, .. row.Outputs.Select(output => $"@{output.Name} {output.Format}")]), $"{row.Columns}", row.Key.Count == 0 ? "-" : string.Join(", ", row.Key));
            table.Write(text);
        });
        return Task.FromResult(ExitCode.Success);
    }
}
