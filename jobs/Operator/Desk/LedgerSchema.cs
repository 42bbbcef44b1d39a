using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Operator.CommandLine;
using Platform.Registry.Connections;

namespace Platform.Operator.Desk;

/// <summary>Brings the ledger's schema up to this release. The local stack does so by itself; a deployed one by <c>ledger migrate</c>, by its owner role.</summary>
internal static class LedgerSchema
{
    /// <summary>For the embedded ledger only: one that was named is somebody's, and migrated when they say so.</summary>
    public static async Task EnsureLocalAsync(Invocation invocation, Stack stack, CancellationToken cancellationToken)
    {
        if (stack.IsLocal && invocation.Global.Ledger is null) await MigrateAsync(await stack.LedgerAsync(cancellationToken), invocation.Clock, cancellationToken);
    }

    /// <summary>The stack's ledger, to ask and to tell; nothing is connected yet. The caller disposes.</summary>
    public static async Task<RunLedger> OpenAsync(Invocation invocation, Stack stack, CancellationToken cancellationToken)
    {
        await EnsureLocalAsync(invocation, stack, cancellationToken);
        return RunLedger.Open(await stack.LedgerAsync(cancellationToken), new LedgerOptions(), invocation.Clock);
    }

    /// <summary>Applies what is missing and answers its names.</summary>
    public static Task<IReadOnlyList<string>> MigrateAsync(ConnectionUrl owner, TimeProvider clock, CancellationToken cancellationToken) =>
        LedgerMigrations.ApplyAsync(owner, new LedgerOptions(), clock, cancellationToken);
}
