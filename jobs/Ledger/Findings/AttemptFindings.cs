namespace Platform.Ledger.Findings;

/// <summary>What an attempt wrote and found, noted before it is decided.</summary>
public sealed record AttemptFindings
{
    public IReadOnlyList<PartRecord> Parts { get; init; } = [];

    public IReadOnlyList<LossRecord> Losses { get; init; } = [];

    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];
}

/// <summary>One data file. <paramref name="Number"/> is 0-based; <paramref name="Key"/> is relative to the lake; the checksum is lower-case hexadecimal.</summary>
public sealed record PartRecord(int Number, string Key, long Bytes, long Rows, int? RowGroups, string ChecksumAlgorithm, string Checksum);

/// <summary>Values of one column that did not fit, of one kind, and the declared policy that handled them.</summary>
public sealed record LossRecord(string Column, string Kind, string Policy, long Count);

/// <summary>One check. <paramref name="Number"/> is 0-based; <paramref name="Severity"/> is <c>warn</c> or <c>fail</c>; neither text holds a cell value.</summary>
public sealed record CheckRecord(int Number, string Name, string Kind, string Severity, bool Passed, string? Expected, string? Found);
