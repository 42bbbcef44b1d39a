using Platform.Registry.Failures;
using Pulumi.Aws.Batch.Inputs;

namespace Platform.Infra.Compute;

/// <summary>What Batch retries: a job that asks for it, and faults of the host. Everything else is final.</summary>
public static class JobRetry
{
    /// <summary>The first run and two more; Batch waits between them, and each retries inside for minutes.</summary>
    private const int Attempts = 3;

    /// <summary>Rules, at most five, are tried in order; a pattern may end in <c>*</c>. A job that none matches is retried, so the last matches all.</summary>
    public static JobDefinitionRetryStrategyArgs Strategy() => new()
    {
        Attempts = Attempts,
        EvaluateOnExits =
        {
            new JobDefinitionRetryStrategyEvaluateOnExitArgs { Action = "RETRY", OnExitCode = $"{(int)ExitCode.TryAgain}" },
            new JobDefinitionRetryStrategyEvaluateOnExitArgs { Action = "RETRY", OnStatusReason = "Your Spot Task was interrupted*" },
            new JobDefinitionRetryStrategyEvaluateOnExitArgs { Action = "RETRY", OnStatusReason = "Task failed to start*" },
            new JobDefinitionRetryStrategyEvaluateOnExitArgs { Action = "RETRY", OnReason = "ResourceInitializationError*" },
            new JobDefinitionRetryStrategyEvaluateOnExitArgs { Action = "EXIT", OnReason = "*" },
        },
    };
}
