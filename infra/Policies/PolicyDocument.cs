using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Infra.Policies;

/// <summary>An IAM policy: built from objects, written as JSON once.</summary>
public sealed record PolicyDocument(params Statement[] Statement)
{
    [JsonPropertyOrder(-1)]
    public string Version => "2012-10-17";

    public string ToJson() => JsonSerializer.Serialize(this, PolicyJson.Relaxed.PolicyDocument);
}

/// <summary>One statement; Effect is Allow or Deny.</summary>
public sealed record Statement(string Sid, string[] Action, string[]? Resource, string Effect = Statement.Allow)
{
    public const string Allow = "Allow";
    public const string Deny = "Deny";

    [JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, string[]>? Principal { get; init; }

    /// <summary>Operator, key, values.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>>? Condition { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyDocument))]
internal sealed partial class PolicyJson : JsonSerializerContext
{
    /// <summary>IAM reads plain characters; escapes only make a diff harder to read.</summary>
    public static PolicyJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
