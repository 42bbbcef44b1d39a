using System.Text.RegularExpressions;
using Platform.Services;

namespace Platform.Ledger.Tests.Reading;

/// <summary>docs/ledger.md is a public interface: its questions run, and it names every table and function.</summary>
public sealed partial class LedgerPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_ItsQuestions_RunAgainstTheLedger()
    {
        var database = await LedgerDatabase.CreateAsync();
        var questions = SqlBlock().Matches(Page()).Last().Groups[1].Value;

        Assert.Equal(3, questions.Split(";\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await database.Database.ExecuteAsync(questions, Cancellation);
    }

    [Fact]
    public async Task Page_NamesEveryTableAndStatement()
    {
        var database = await LedgerDatabase.CreateAsync();
        var names = await database.Database.ScalarAsync<string>(
            """
            select string_agg(name, ' ') from (
                select relname::text as name from pg_class where relnamespace = 'platform'::regnamespace and relkind in ('r', 'v')
                union all
                select proname from pg_proc where pronamespace = 'platform'::regnamespace and prorettype = 'jsonb'::regtype) n
            """, Cancellation);

        Assert.All(names.Split(' '), name => Assert.Contains($"`{name}`", Page(), StringComparison.Ordinal));
    }

    private static string Page() => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "ledger.md"));

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();
}
