using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Registry.Times;

namespace Platform.Lake.Catalog;

/// <summary>Where a pointer's data comes from; the catalog keeps it as text parameters named <c>platform.*</c>, so that it can be read back and compared.</summary>
public sealed record PointerParameters
{
    /// <summary>Number of the publication that put the pointer; a catalog never goes back to a lower one for the same snapshot time.</summary>
    public required long Publication { get; init; }

    public required Ulid Attempt { get; init; }

    public required SnapshotTime SnapshotTime { get; init; }

    /// <summary>The source's clock right after the database snapshot was taken: UTC, whole microseconds, as the text form keeps it.</summary>
    public required DateTimeOffset CapturedAt
    {
        get;
        init => field = new DateTimeOffset(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>Captured later than the entry's max_lateness allows, and accepted by a person.</summary>
    public bool Late { get; init; }

    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    /// <summary>WAL position of the database snapshot, such as <c>0/16B3748</c>; null where the server could not tell.</summary>
    public string? Lsn { get; init; }

    /// <summary>Name of the exported database snapshot; tables of a group share it.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>The source's system identifier; null where the server could not tell.</summary>
    public string? SystemIdentifier { get; init; }

    /// <summary>The consistency group that the table was read in; null where it was read alone.</summary>
    public string? Group { get; init; }

    /// <summary>Hash of the entry that the snapshot was made by.</summary>
    public string? EntryHash { get; init; }

    /// <summary>Of <c>_latest</c> only: a person pinned it here, and publications leave it.</summary>
    public bool Pinned { get; init; }

    /// <summary>The text form, in a stable order.</summary>
    public SortedDictionary<string, string> ToDictionary()
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["platform.publication"] = Publication.ToString(CultureInfo.InvariantCulture),
            ["platform.attempt"] = Attempt.ToString(),
            ["platform.snapshot_time"] = SnapshotTime.ToString(),
            ["platform.captured_at"] = UtcText.Microseconds(CapturedAt),
            ["platform.late"] = Late ? "true" : "false",
            ["platform.rows"] = Rows.ToString(CultureInfo.InvariantCulture),
            ["platform.bytes"] = Bytes.ToString(CultureInfo.InvariantCulture),
        };
        if (Lsn is not null) parameters["platform.lsn"] = Lsn;
        if (SnapshotId is not null) parameters["platform.snapshot_id"] = SnapshotId;
        if (SystemIdentifier is not null) parameters["platform.system_identifier"] = SystemIdentifier;
        if (Group is not null) parameters["platform.group"] = Group;
        if (EntryHash is not null) parameters["platform.entry"] = EntryHash;
        if (Pinned) parameters["platform.pinned"] = "true";
        return parameters;
    }

    /// <summary>Reads the text form; null where it was not written by a publication, such as a partition somebody made by hand.</summary>
    public static PointerParameters? FromDictionary(IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("platform.attempt", out var attemptText) || !Ulid.TryParse(attemptText, out var attempt)) return null;
        if (Number("platform.publication") is not { } publication || Time("platform.snapshot_time") is not { } snapshotTime) return null;
        if (Number("platform.rows") is not { } rows || Number("platform.bytes") is not { } bytes || Time("platform.captured_at") is not { } capturedAt) return null;
        return new PointerParameters
        {
            Publication = publication,
            Attempt = attempt,
            SnapshotTime = new SnapshotTime(snapshotTime),
            CapturedAt = capturedAt,
            Late = parameters.GetValueOrDefault("platform.late") == "true",
            Rows = rows,
            Bytes = bytes,
            Lsn = parameters.GetValueOrDefault("platform.lsn"),
            SnapshotId = parameters.GetValueOrDefault("platform.snapshot_id"),
            SystemIdentifier = parameters.GetValueOrDefault("platform.system_identifier"),
            Group = parameters.GetValueOrDefault("platform.group"),
            EntryHash = parameters.GetValueOrDefault("platform.entry"),
            Pinned = parameters.GetValueOrDefault("platform.pinned") == "true",
        };

        long? Number(string name) =>
            long.TryParse(parameters.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        DateTimeOffset? Time(string name) =>
            DateTimeOffset.TryParse(parameters.GetValueOrDefault(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
