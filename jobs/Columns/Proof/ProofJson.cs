using System.Text.Json.Serialization;

namespace Platform.Columns.Proof;

/// <summary>How proofs are written in manifests and ledger rows; other contexts may include <see cref="TableProof"/> themselves.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TableProof))]
public sealed partial class ProofJson : JsonSerializerContext;
