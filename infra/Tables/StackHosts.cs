using Platform.Infra.Catalog;
using Platform.Infra.Compute;
using Platform.Infra.Scheduling;
using Platform.Infra.Settings;

namespace Platform.Infra.Tables;

/// <summary>What tables are hung on: the stack's shared things.</summary>
public sealed record StackHosts(StackInputs Inputs, JobHost Jobs, ScheduleHost Schedules, Databases Databases, IReadOnlyDictionary<string, SourceCompute> Compute)
{
    public required Output<string> LakeBucket { get; init; }

    public required Output<string> Key { get; init; }

    public required Output<string> LedgerSecret { get; init; }

    /// <summary>The ledger's secret as a container definition names it.</summary>
    public required Output<string> LedgerUrl { get; init; }

    public required Output<string> Topic { get; init; }

    public CloudSettings Settings => Inputs.Settings;
}
