using System.CommandLine;
using Platform.Lake.Athena;
using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Querying;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Loading;

namespace Platform.Operator.Commands;

/// <summary><c>platform query "SELECT …" [--database NAME] [--rows N]</c>: through Athena; where the lake is a directory, how DuckDB is asked the same.</summary>
internal static class QueryCommand
{
    private static readonly Argument<string> Sql = new("SQL") { Description = "One statement; tables are named as in the catalog: orders, orders_latest" };

    private static readonly Option<string?> Database = new("--database") { Description = "Where tables without a database are looked for [default: the registry's only source]", HelpName = "NAME" };

    private static readonly Option<int> Rows = new("--rows") { Description = "Print at most so many rows", HelpName = "N", DefaultValueFactory = _ => 1_000 };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("query", "Ask the lake in SQL, through Athena; says what was scanned and what that costs") { Sql, Database, Rows }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var registry = stack.LoadRegistry();
        var sql = parsed.GetValue(Sql)!.Trim().TrimEnd(';');
        if (stack.Lake.IsFile) return await ScriptAsync(invocation, stack, registry, sql, cancellationToken);

        var database = parsed.GetValue(Database) ?? OnlyDatabase(stack, registry);
        using var client = stack.OpenAws();
        var answer = QueryAnswer.Of(database, await new AthenaQueries(client, CloudName.Workgroup(stack.Name), invocation.Clock).RunAsync(sql, database, parsed.GetValue(Rows), cancellationToken));
        invocation.Answer(answer, AnswerJson.Default.QueryAnswer, answer.WriteTable);
        invocation.Say(answer.Bill);
        return ExitCode.Success;
    }

    /// <summary>The script alone on stdout: it is for DuckDB to read.</summary>
    private static async Task<ExitCode> ScriptAsync(Invocation invocation, Stack stack, RegistryContents registry, string sql, CancellationToken cancellationToken)
    {
        var script = await DuckDbScript.WriteAsync(sql, registry.Entries.SelectMany(entry => entry.EachOutput()).Select(stack.TableOf), Catalogs.Open(stack.Lake, invocation.Clock), cancellationToken);
        invocation.Say($"Athena does not see {stack.LakeUri}; DuckDB does: ./platform query \"…\" | duckdb");
        invocation.Answer(new QueryScriptAnswer(script), AnswerJson.Default.QueryScriptAnswer, text => text.Write(script));
        return ExitCode.Success;
    }

    private static string OnlyDatabase(Stack stack, RegistryContents registry) => registry.Sources is [var only]
        ? CatalogNames.Database(stack.Name, only.Name)
        : throw new PlatformException(
            Stage.Configure, ExitCode.Usage, "query needs --database: the registry has several sources",
            $"One of {string.Join(", ", registry.Sources.Select(source => CatalogNames.Database(stack.Name, source.Name)))}.")
        { Kind = "usage" };
}
