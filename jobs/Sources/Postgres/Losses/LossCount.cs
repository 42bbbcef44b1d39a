using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Losses;

/// <summary>Values of one column that were handled, of one kind, by its declared policy.</summary>
public sealed record LossCount(string Column, LossKind Kind, OnLoss Policy, long Count);
