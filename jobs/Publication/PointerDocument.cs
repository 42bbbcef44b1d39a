using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Lake.Catalog;
using Platform.Ledger.Publications;
using Platform.Registry.Failures;

namespace Platform.Publication;

/// <summary>
/// What the ledger keeps of a decision, so that any process, also of a later release, tells the catalog the same: everything of a <see cref="Pointer"/> but the publication's
/// number, which is not known before the decision.
/// </summary>
internal sealed record PointerDocument
{
    public required string Database { get; init; }

    public required string Table { get; init; }

    public string? Description { get; init; }

    public required string Location { get; init; }

    public required string Format { get; init; }

    public required IReadOnlyList<CatalogColumn> Columns { get; init; }

    public required DateTimeOffset CapturedAt { get; init; }

    public bool Late { get; init; }

    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    public string? Lsn { get; init; }

    public string? SnapshotId { get; init; }

    public string? SystemIdentifier { get; init; }

    public string? Group { get; init; }

    public string? EntryHash { get; init; }

    /// <summary>Prune takes the snapshot out of the catalog.</summary>
    public bool Remove { get; init; }

    [JsonIgnore]
    public TableIdentifier Identifier => new(Database, Table);

    [JsonIgnore]
    public TableDefinition Definition => new() { Identifier = Identifier, Description = Description, Columns = Columns, Format = Format };

    public static JsonElement Of(PublishableAttempt attempt) => JsonSerializer.SerializeToElement(
        new PointerDocument
        {
            Database = attempt.Table.Identifier.Database,
            Table = attempt.Table.Identifier.Name,
            Description = attempt.Table.Description,
            Location = attempt.Location.AbsoluteUri,
            Format = attempt.Table.Format,
            Columns = attempt.Table.Columns,
            CapturedAt = attempt.CapturedAt,
            Late = attempt.Late,
            Rows = attempt.Rows,
            Bytes = attempt.Bytes,
            Lsn = attempt.Lsn,
            SnapshotId = attempt.SnapshotId,
            SystemIdentifier = attempt.SystemIdentifier,
            Group = attempt.Group,
            EntryHash = attempt.EntryHash,
        },
        PointerJson.Default.PointerDocument);

    public static PointerDocument Read(PublicationMember member)
    {
        try
        {
            return member.Pointer.Deserialize(PointerJson.Default.PointerDocument)!;
        }
        catch (JsonException e)
        {
            throw new PlatformException(Stage.Publish, ExitCode.Configuration, $"the publication of {member.Key} holds a pointer that this release cannot read",
                "use the release of platform that decided it, or a later one", e)
            { Kind = "pointer-unreadable" };
        }
    }

    public Pointer ToPointer(PublicationMember member, long publication) => new()
    {
        Location = new Uri(Location),
        Columns = Columns,
        Format = Format,
        Parameters = new PointerParameters
        {
            Publication = publication,
            Attempt = member.Attempt,
            SnapshotTime = member.Key.SnapshotTime,
            CapturedAt = CapturedAt,
            Late = Late,
            Rows = Rows,
            Bytes = Bytes,
            Lsn = Lsn,
            SnapshotId = SnapshotId,
            SystemIdentifier = SystemIdentifier,
            Group = Group,
            EntryHash = EntryHash,
        },
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PointerDocument))]
internal sealed partial class PointerJson : JsonSerializerContext;
