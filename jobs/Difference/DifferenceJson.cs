using System.Text.Json.Serialization;

namespace Platform.Difference;

/// <summary>The summary as a JSON document: what the job prints, and its readers take in.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(DifferenceSummary))]
public sealed partial class DifferenceJson : JsonSerializerContext;
