namespace Platform.Ledger.Protocol;

/// <summary>The answer of <c>note_drill</c>.</summary>
internal sealed record DrillNoted(long DrillId);
