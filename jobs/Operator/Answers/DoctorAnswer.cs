using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Registry.Failures;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>doctor</c>: everything that was asked, in that order.</summary>
internal sealed record DoctorAnswer(IReadOnlyList<DoctorFinding> Findings)
{
    /// <summary>77 where a permission is missing, else the code of the first thing that failed.</summary>
    [JsonIgnore]
    public ExitCode ExitCode => Findings.Any(finding => finding.Status == "denied") ? ExitCode.Permission
        : Findings.FirstOrDefault(finding => finding.Status == "failed")?.Error is { } error ? (ExitCode)error.Exit
        : ExitCode.Success;

    public void Write(TextWriter text)
    {
        foreach (var finding in Findings)
        {
            text.WriteLine(Printable.Lines($"{finding.Status.Replace('_', ' '),-9}  {finding.Subject}{(finding.Actions.Count == 0 ? "" : $"  ({string.Join(", ", finding.Actions)})")}"));
            if (finding.Error is { } error) text.WriteLine(Printable.Lines($"           {error.Message}{(error.Hint is null || finding.Status == "denied" ? "" : $"\n           hint: {error.Hint}")}"));
        }

        if (Findings.SelectMany(finding => finding.Missing).ToList() is not { Count: > 0 } missing) return;
        text.WriteLine("\nAdd to the role's policy:");
        foreach (var statement in missing) text.WriteLine(JsonSerializer.Serialize(statement, PolicyJson.Default.PolicyStatement));
    }
}

/// <summary>One thing that jobs need; status is <c>ok</c>, <c>denied</c>, <c>failed</c>, or <c>not_asked</c> where only a first snapshot can tell.</summary>
/// <param name="Subject">For people.</param>
/// <param name="Actions">What was asked for, as IAM names it.</param>
/// <param name="Status">One of the four.</param>
/// <param name="Error">Why, where it is not <c>ok</c>.</param>
/// <param name="Missing">Statements that give what was denied.</param>
internal sealed record DoctorFinding(string Subject, IReadOnlyList<string> Actions, string Status, ErrorFacts? Error, IReadOnlyList<PolicyStatement> Missing);

/// <summary>As IAM reads it.</summary>
internal sealed record PolicyStatement(
    [property: JsonPropertyName("Effect")] string Effect, [property: JsonPropertyName("Action")] IReadOnlyList<string> Action, [property: JsonPropertyName("Resource")] IReadOnlyList<string> Resource)
{
    /// <summary>Operator, key and values; null where it holds always.</summary>
    [JsonPropertyName("Condition"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? Condition { get; init; }

    public static PolicyStatement Allow(IReadOnlyList<string> actions, IReadOnlyList<string> resources) => new("Allow", actions, resources);
}

[JsonSerializable(typeof(PolicyStatement))]
internal sealed partial class PolicyJson : JsonSerializerContext;
