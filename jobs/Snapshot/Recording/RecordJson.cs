using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Lake.Manifest;

namespace Platform.Snapshot.Recording;

/// <summary>Facts for the ledger's jsonb columns, spelled as the manifest spells them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ManifestDatabase))]
[JsonSerializable(typeof(GroupFacts))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static JsonElement Element(GroupFacts facts) => JsonSerializer.SerializeToElement(facts, Default.GroupFacts);

    public static JsonElement Element(ManifestDatabase database) => JsonSerializer.SerializeToElement(database, Default.ManifestDatabase);
}

/// <summary>What the ledger notes of a run that is one of a group's.</summary>
internal sealed record GroupFacts(string Group);
