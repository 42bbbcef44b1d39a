using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Lake.Manifest;

namespace Platform.Snapshot.Recording;

/// <summary>Facts for the ledger's jsonb columns, spelled as the manifest spells them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ManifestDatabase))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static JsonElement Element(ManifestDatabase database) => JsonSerializer.SerializeToElement(database, Default.ManifestDatabase);
}
