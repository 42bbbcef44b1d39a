using System.Text.RegularExpressions;
using Platform.Ledger.States;
using Platform.Services;

namespace Platform.Ledger.Tests.States;

/// <summary>One file says which steps are legal; the database enforces those and the README draws those.</summary>
public sealed partial class StateMachineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Enforced => ["run", "attempt", "publication"];

    [Theory]
    [MemberData(nameof(Enforced))]
    public async Task Database_AllowsExactlyTheTransitionsOfTheFile(string table)
    {
        var machine = StateMachine.All.Single(m => m.Name == table);
        var database = await LedgerDatabase.CreateAsync();

        var triggers = await database.Database.ScalarAsync<string>(
            $"select string_agg(pg_get_triggerdef(oid), ' ' order by tgname) from pg_trigger where tgrelid = 'platform.{table}'::regclass and pg_get_triggerdef(oid) ~ 'refuse_(transition|start)'", Cancellation);

        Assert.Equal(
            machine.Transitions.Select(t => $"{t.From} > {t.To}").Order(StringComparer.Ordinal),
            Step().Matches(triggers).Select(m => m.Value).Order(StringComparer.Ordinal));
        Assert.Contains($", '{machine.Start}')", triggers, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Enforced))]
    public async Task Database_KnowsExactlyTheStatesOfTheFile(string table)
    {
        var machine = StateMachine.All.Single(m => m.Name == table);
        var database = await LedgerDatabase.CreateAsync();

        var check = await database.Database.ScalarAsync<string>(
            $"select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'platform.{table}'::regclass and conname in ('{table}_status_check', '{table}_state_check')", Cancellation);

        Assert.Equal(machine.States.Order(StringComparer.Ordinal), State().Matches(check).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Readme_DrawsExactlyTheFile()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));

        Assert.All(StateMachine.All, machine => Assert.Contains($"\n**{machine.Name}**\n\n{machine.Draw()}\n", readme, StringComparison.Ordinal));
        Assert.Equal(StateMachine.All.Count, Drawing().Count(readme));
    }

    [GeneratedRegex("[a-z]+ > [a-z]+")]
    private static partial Regex Step();

    [GeneratedRegex("'([a-z]+)'::text")]
    private static partial Regex State();

    [GeneratedRegex("stateDiagram-v2")]
    private static partial Regex Drawing();
}
