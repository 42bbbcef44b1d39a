using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>What a plan says of one table. Bytes are what its kept snapshots will come to, by what its author expects; null where nothing is said.</summary>
public sealed record TableFacts(string Name, string State, int Version, string Schedule, long? Bytes, IReadOnlyList<string> Warnings);

/// <summary>Counts and sizes that people ask for, read from a plan in its expanded form.</summary>
public static class PlanFacts
{
    private const string Objects = "aws:s3/bucketObjectv2:BucketObjectv2";

    public static int Count(PlanDocument plan, string type) => plan.Resources.Count(resource => resource.Type == type);

    public static int Alarms(PlanDocument plan) => Count(plan, "aws:cloudwatch/metricAlarm:MetricAlarm");

    /// <summary>Custom metrics: one per alarm, since each alarm watches its own.</summary>
    public static int Metrics(PlanDocument plan) => Alarms(plan);

    public static IReadOnlyList<TableFacts> Tables(PlanDocument plan) => [.. plan.Resources
        .Where(resource => resource.Type == Objects)
        .Select(resource => (resource.Inputs["content"] as JsonObject)?["entry"] as JsonObject)
        .OfType<JsonObject>()
        .Select(Table)
        .OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Bytes of all tables together, as far as their entries say.</summary>
    public static long Bytes(PlanDocument plan) => Tables(plan).Sum(table => table.Bytes ?? 0);

    private static TableFacts Table(JsonObject entry)
    {
        var schedule = entry["schedule"] is JsonValue named && named.TryGetValue(out string? name) ? name : $"cron {(string?)entry["schedule"]?["cron"]}";
        return new TableFacts(
            $"{(string)entry["source"]!}/{(string)entry["table"]!["schema"]!}.{(string)entry["table"]!["name"]!}",
            (string)entry["state"]!,
            (int)entry["version"]!,
            schedule,
            (long?)entry["expect"]?["bytes"] is { } bytes ? bytes * (1 + entry["outputs"]!.AsArray().Count) * RetainedSnapshots.Of(schedule, entry["keep"]!.AsObject()) : null,
            AthenaWarnings.Of(entry["columns"]!.AsArray()));
    }
}
