using Platform.Ledger.Migrations;
using Platform.Operator.Answers;

namespace Platform.Operator.Desk;

/// <summary>Migrates a stack's ledger as its owner: the secret of an existing one, or what RDS keeps of a managed one, whose jobs get their login too.</summary>
internal sealed class LedgerMigration(Stack stack, TimeProvider clock) : IDisposable
{
    private readonly Platform.Aws.Calls.AwsClient? _client = stack.HasManagedLedger ? stack.OpenAws() : null;

    public async Task<MigrateAnswer> RunAsync(CancellationToken cancellationToken)
    {
        if (_client is null) return new MigrateAnswer(LedgerMigrations.Version, await LedgerSchema.MigrateAsync(await stack.LedgerOwnerAsync(cancellationToken), clock, cancellationToken));
        var logins = stack.LedgerLogins(_client);
        var ledger = await logins.FindAsync(cancellationToken);
        var owner = await logins.OwnerAsync(ledger, cancellationToken);
        var applied = await LedgerSchema.MigrateAsync(owner, clock, cancellationToken);
        await logins.EnsureJobAsync(ledger, owner, clock, cancellationToken);
        return new MigrateAnswer(LedgerMigrations.Version, applied, ledger.JobSecret);
    }

    public void Dispose() => _client?.Dispose();
}
