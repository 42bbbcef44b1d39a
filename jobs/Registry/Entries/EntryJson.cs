using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>The JSON of an entry document: the registry's key names, unknown, repeated and missing members refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(GroupDocument))]
internal sealed partial class EntryJson : JsonSerializerContext;
