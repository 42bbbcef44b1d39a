namespace Platform.Sources.Postgres.Checks;

/// <summary>What a check found. Counts and the entry's own words only, never a value of the table.</summary>
/// <param name="Number">0-based, in the order of the entry.</param>
/// <param name="Passed">It holds.</param>
/// <param name="Expected">As the entry says it.</param>
/// <param name="Found">In counts.</param>
public sealed record CheckFinding(int Number, bool Passed, string Expected, string Found);
