namespace Platform.Operator.Answers;

/// <summary>The answer of <c>ledger migrate</c>: the version now, and the migrations that this command applied.</summary>
internal sealed record MigrateAnswer(int Version, IReadOnlyList<string> Applied);
