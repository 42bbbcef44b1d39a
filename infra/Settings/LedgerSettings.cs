using Platform.Registry.Connections;

namespace Platform.Infra.Settings;

/// <summary>Where the ledger is.</summary>
public abstract record LedgerSettings
{
    private LedgerSettings()
    {
    }

    /// <summary>An existing PostgreSQL.</summary>
    /// <param name="Secret">The secret that holds its connection URL.</param>
    /// <param name="SecurityGroup">The security group through which jobs reach it.</param>
    public sealed record Existing(SecretReference Secret, string SecurityGroup) : LedgerSettings;

    /// <summary>A small RDS PostgreSQL of the stack's own. <c>ledger migrate</c> makes its schema, the jobs' login, and what is in the jobs' secret.</summary>
    public sealed record Managed(string Vpc, IReadOnlyList<string> Subnets) : LedgerSettings
    {
        /// <summary>Two vCPUs and 1 GiB: the ledger writes a few rows per run.</summary>
        public string InstanceClass { get; init; } = "db.t4g.micro";

        public bool MultiAz { get; init; }

        /// <summary>Security groups that reach it beside the jobs.</summary>
        public IReadOnlyList<string> Admit { get; init; } = [];
    }
}
