using System.Text.Json.Serialization;

namespace Platform.Sources.Postgres.Ddl;

/// <summary>The definitions' JSON: the manifest's naming, absent where there is nothing to say.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TableDdl))]
internal sealed partial class DdlJson : JsonSerializerContext;
