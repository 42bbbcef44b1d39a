using System.Text.Json;

namespace Platform.Services.Jobs;

/// <summary>How a run of the job binary ended.</summary>
public sealed record JobRun(int ExitCode, IReadOnlyList<JsonElement> Events, string Output, string Errors)
{
    public JsonElement Event(string name) =>
        Events.FirstOrDefault(e => e.GetProperty("event").GetString() == name) is { ValueKind: JsonValueKind.Object } found
            ? found
            : throw new InvalidOperationException($"There is no event {name}; the run ended with {ExitCode} and said:\n{Errors}");

    public bool Has(string name) => Events.Any(e => e.GetProperty("event").GetString() == name);

    public string Kind => Event("failed").GetProperty("kind").GetString()!;

    public string Message => Event("failed").GetProperty("message").GetString()!;

    public string? Hint => Event("failed").GetProperty("hint").GetString();

    public string Location => Event("published").GetProperty("location").GetString()!;
}
