using Npgsql;
using Platform.Operator.Tests.Running;
using Platform.Registry.Connections;
using Platform.Registry.Stacks;

namespace Platform.Operator.Tests.Commands;

/// <summary>The ledger of a deployed stack, migrated and asked by the operator, who knows of it what Secrets Manager and Systems Manager say.</summary>
public sealed class ManagedLedgerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_InTheOrderOfADeployment_MakesTheLedgerAndTheLoginThatJobsUse()
    {
        await using var stack = await LedgerStack.CreateAsync(Cancel);

        // The first deployment: nothing is there before pulumi up.
        var missing = (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev")).Expect(78);
        Assert.Equal(
            "error: stack dev has no managed ledger yet: there is no parameter /platform-dev/ledger\nhint: Deploy first, pulumi up --stack dev makes it; then run ./platform ledger migrate --stack dev.\n",
            missing.Errors);
        Assert.Contains("nothing is migrated", (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev", "--if-exists")).Expect(0).Errors, StringComparison.Ordinal);

        stack.Deploy();
        Assert.Contains("error: the managed ledger of stack dev has no login for jobs yet", (await stack.Platform.RunAsync("status", "--stack", "dev")).Expect(78).Errors, StringComparison.Ordinal);

        var migrated = (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev", "--output", "json")).Expect(0);
        Assert.NotEqual(0, migrated.Json.GetProperty("applied").GetArrayLength());
        Assert.Equal(LedgerStack.JobSecret, migrated.Json.GetProperty("job_secret").GetString());
        Assert.Equal($"{ManagedLedger.JobLogin} true false false", await AskAsync(stack.JobUrl(),
            "select concat_ws(' ', current_user, pg_has_role('platform_job', 'member')::text, rolcreaterole::text, rolsuper::text) from pg_roles where rolname = current_user"));
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(stack.JobUrl(), "delete from platform.run"))).SqlState);
        (await stack.Platform.RunAsync("status", "--stack", "dev")).Expect(0);
        Assert.DoesNotContain("owner-canary", migrated.Output + migrated.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_Again_KeepsThePassword_AndMendsWhatDoesNotAgree()
    {
        await using var stack = await LedgerStack.CreateAsync(Cancel);
        stack.Deploy();
        (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev")).Expect(0);
        var first = stack.JobUrl();

        // As after a process that died between the secret and the role, or a hand that changed the role.
        await stack.Server.Cluster.ExecuteAsync("postgres", $"alter role {ManagedLedger.JobLogin} password 'another'; revoke platform_job from {ManagedLedger.JobLogin}", Cancel);
        (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev")).Expect(0);

        Assert.Equal(first, stack.JobUrl());
        Assert.Equal(1, stack.Secrets.Count("PutSecretValue"));
        Assert.Equal("0", await AskAsync(first, "select count(*)::text from platform.run"));
    }

    [Fact]
    public async Task Migrate_ByManyAtOnce_AgreesOnOnePassword()
    {
        await using var stack = await LedgerStack.CreateAsync(Cancel);
        stack.Deploy();

        foreach (var result in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev")))) result.Expect(0);

        Assert.Equal(1, stack.Secrets.Count("PutSecretValue"));
        Assert.Equal("0", await AskAsync(stack.JobUrl(), "select count(*)::text from platform.run"));
    }

    [Fact]
    public async Task Migrate_LedgerNamedByASecret_IsResolved_AndOneThatMayNotIsToldHow()
    {
        await using var stack = await LedgerStack.CreateAsync(Cancel);
        stack.Deploy();
        var owner = stack.Secrets.Store("owner", $$"""{ "url": "postgresql://platform_owner:owner-canary@127.0.0.1:{{stack.Server.Cluster.Port}}/platform?sslmode=require" }""");
        (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev", "--ledger", $"secretsmanager:{owner}#url")).Expect(0);
        (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev")).Expect(0);

        var refused = (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev", "--ledger", $"secretsmanager:{LedgerStack.JobSecret}")).Expect(77);

        Assert.StartsWith($"error: role {ManagedLedger.JobLogin} may not change the ledger's schema at 127.0.0.1:{stack.Server.Cluster.Port}/platform\nhint: migrate as the role that owns it", refused.Errors, StringComparison.Ordinal);
        var unknown = (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "dev", "--ledger", "secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:none")).Expect(78);
        Assert.Contains("does not exist, or has no value yet", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_ExistingLedger_IsMigratedAsTheRoleOfItsOwnersSecret()
    {
        await using var stack = await LedgerStack.CreateAsync(Cancel);
        stack.Secrets.Secrets["arn:aws:secretsmanager:eu-west-1:222222222222:secret:platform/ledger-owner-d4e5f6"] =
            $"postgresql://platform_owner:owner-canary@127.0.0.1:{stack.Server.Cluster.Port}/platform?sslmode=require";

        var migrated = (await stack.Platform.RunAsync("ledger", "migrate", "--stack", "prod", "--output", "json")).Expect(0);

        Assert.NotEqual(0, migrated.Json.GetProperty("applied").GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, migrated.Json.GetProperty("job_secret").ValueKind);
    }

    private static async Task<string> AskAsync(string url, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionUrl.Parse(url).ToNpgsql());
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Cancel) ?? "";
    }
}
