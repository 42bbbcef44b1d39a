using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Lake.Objects.S3;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Doctoring;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Loading;
using Platform.Sources.Postgres.Session;

namespace Platform.Operator.Commands;

/// <summary><c>platform doctor [TABLE]...</c>: asks for everything that jobs need, changes nothing, and prints the policy statement for what is missing.</summary>
internal static class DoctorCommand
{
    private static readonly Argument<string[]> Tables = new("TABLE") { Description = "SCHEMA.TABLE or SOURCE/SCHEMA.TABLE [default: all active ones]", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("doctor", "Ask for every permission and endpoint that jobs need, with the credentials of this command") { Tables }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var registry = stack.LoadRegistry();
        var entries = registry.Select(parsed.GetValue(Tables) ?? []).Where(entry => entry.State == EntryState.Active).ToList();
        var probes = Connections(invocation, stack, registry, entries).ToList();
        if (stack.Lake.IsFile) return Answer(invocation, await Diagnosis.RunAsync(probes, invocation.Clock, cancellationToken));
        using var client = stack.OpenAws();
        await using var store = (S3ObjectStore)ObjectStores.Open(stack.Lake, invocation.Clock);
        var needs = new JobNeeds(stack, registry, new StackArns(stack.Name, client.Settings.Region, stack.Account, stack.Lake), store, Catalogs.Open(stack.Lake, invocation.Clock), client, invocation.Clock);
        return Answer(invocation, await Diagnosis.RunAsync(probes.Concat(entries.SelectMany(needs.Of)), invocation.Clock, cancellationToken));
    }

    /// <summary>The ledger and the sources: secrets are read, and a session is opened and closed.</summary>
    private static IEnumerable<Probe> Connections(Invocation invocation, Stack stack, RegistryContents registry, IReadOnlyList<Entry> entries)
    {
        yield return new Probe("the ledger", ["secretsmanager:GetSecretValue"], [stack.LedgerSecret ?? "*"], async token =>
        {
            await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, token);
            await ledger.IntendedAsync(null, null, token);
        });
        yield return new Probe("the seed of the proof", ["secretsmanager:GetSecretValue"], [stack.ProofSeedSecret ?? "*"], stack.ProofSeedAsync);
        if (entries.Any(entry => entry.Columns.Any(column => column.Mask == Mask.Hash)))
            yield return new Probe("the secret for mask: hash", ["secretsmanager:GetSecretValue"], [stack.MaskSecret ?? "*"], stack.MaskSecretAsync);
        foreach (var source in entries.Select(registry.SourceOf).Distinct())
        {
            List<PolicyStatement> needs = [PolicyStatement.Allow(["secretsmanager:GetSecretValue"], [stack.SecretOf(source.Name) ?? "*"])];
            if (stack.IamUserOf(source.Name) is { } user) needs.Add(PolicyStatement.Allow([Diagnosis.Connect], [user]));
            yield return new Probe($"source {source.Name}", needs, async token =>
            {
                var url = await stack.SourceAsync(source.Name, token);
                await using var session = await SourceSession.OpenAsync(url, source.Guard, invocation.Clock, token, "platform doctor");
            });
        }
    }

    private static ExitCode Answer(Invocation invocation, IReadOnlyList<DoctorFinding> findings)
    {
        var answer = new DoctorAnswer(findings);
        invocation.Answer(answer, AnswerJson.Default.DoctorAnswer, answer.Write);
        return answer.ExitCode;
    }
}
