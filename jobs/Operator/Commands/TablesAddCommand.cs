using System.CommandLine;
using Platform.Operator.Adding;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform tables add SOURCE [TABLE...] [--all]</c>: reads live tables and writes their registry files.</summary>
internal static class TablesAddCommand
{
    private static readonly Argument<string> Source = new("SOURCE") { Description = "Name of the source: its folder in the registry" };

    private static readonly Argument<string[]> Tables = new("TABLE") { Description = "SCHEMA.TABLE, or TABLE for schema public", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<bool> All = new("--all") { Description = "Every table of the source that may be read" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("add", "Read live tables and write their registry files") { Source, Tables, All }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var source = parsed.GetValue(Source)!;
        var tables = parsed.GetValue(Tables) ?? [];
        if (tables.Length > 0 == parsed.GetValue(All))
        {
            throw new PlatformException(
                Stage.Configure, ExitCode.Usage, tables.Length > 0 ? "--all and single tables exclude each other" : "no table is named",
                $"Name tables, as in ./platform tables add {source} public.customers, or take them --all.")
            { Kind = "usage" };
        }

        var stack = new Stack(invocation);
        SourceFolder.CheckName(source);
        var found = await new TableDiscovery(stack, invocation.Clock).RunAsync(source, tables, cancellationToken);
        // Written only once everything was read: a mistake in the last table leaves no half of the others.
        var answer = new SourceFolder(stack.RegistryDirectory, source).Write(found);
        stack.RememberSources();
        invocation.Answer(answer, AnswerJson.Default.TablesAddAnswer, answer.Write);
        return ExitCode.Success;
    }
}
