namespace Platform.Operator.Answers;

/// <summary>The answer of <c>ledger migrate</c>: the version now (0: there is no ledger yet), the migrations that this command applied, and on a managed ledger the jobs' secret.</summary>
internal sealed record MigrateAnswer(int Version, IReadOnlyList<string> Applied, string? JobSecret = null);
