namespace Platform.Operator.Jobs;

/// <summary>One execution of a job binary, as the scheduler would make it.</summary>
internal sealed record Job(string Name, string Binary, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);
