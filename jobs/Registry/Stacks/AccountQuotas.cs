namespace Platform.Registry.Stacks;

/// <summary>The account's adjustable service quotas: AWS's defaults, raised here after AWS raised them.</summary>
public sealed record AccountQuotas
{
    /// <summary>IAM roles per account; at most 5,000.</summary>
    public int Roles { get; init; } = 1_000;

    /// <summary>Customer managed policies per account; at most 5,000.</summary>
    public int ManagedPolicies { get; init; } = 1_500;

    /// <summary>Managed policies attached to one role; at most 25.</summary>
    public int PoliciesPerRole { get; init; } = 10;

    /// <summary>EventBridge schedules per region.</summary>
    public int Schedules { get; init; } = 1_000_000;

    /// <summary>CloudWatch alarms per region.</summary>
    public int Alarms { get; init; } = 5_000;

    /// <summary>Batch compute environments per region.</summary>
    public int ComputeEnvironments { get; init; } = 50;

    /// <summary>Batch job queues per region.</summary>
    public int JobQueues { get; init; } = 50;

    /// <summary>Standard parameters of Systems Manager per region.</summary>
    public int Parameters { get; init; } = 10_000;
}
