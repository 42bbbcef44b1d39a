using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Schedules;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary><c>hourly</c>, <c>daily</c>, <c>monthly</c>, or <c>{ cron: "15 6 * * *", timezone: Europe/Paris }</c>.</summary>
internal sealed class ScheduleShape : Shape<Schedule>
{
    private static readonly ChoiceShape<Schedule> Names = new(("hourly", Schedule.Hourly), ("daily", Schedule.Daily), ("monthly", Schedule.Monthly));

    private static readonly MappingShape<CronText> Cron = new("a cron schedule", () => new CronText("", "UTC"),
    [
        new Key<CronText, string>("cron", "Minute, hour, day of month, month, day of week; at most once per UTC hour.",
            new TextShape("a cron expression such as 15 6 * * *", 200), (cron, text) => cron with { Expression = text }, cron => cron.Expression) { Required = true },
        new Key<CronText, string>("timezone", "An IANA time zone; UTC where it is left out.",
            new TextShape("a time zone such as Europe/Paris", 100), (cron, zone) => cron with { Zone = zone }, cron => cron.Zone),
    ]);

    public override string Expected => $"{Names.Expected}, or {{ cron: \"15 6 * * *\", timezone: Europe/Paris }}";

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out Schedule value)
    {
        value = null;
        if (node is YamlScalar) return Names.TryRead(node, path, reading, out value);
        if (!Cron.TryRead(node, path, reading, out var cron)) return false;
        if (Schedule.TryCron(cron.Expression, cron.Zone, out value, out var error)) return true;
        var at = error.StartsWith("time zone", StringComparison.Ordinal) ? "timezone" : "cron";
        reading.Report(node.Locate(at).At, Shown.Line(error));
        return false;
    }

    public override JsonObject Schema(string path, FeatureList unsupported) =>
        new() { ["oneOf"] = new JsonArray(Names.Schema(path, unsupported), Cron.Schema(path, unsupported)) };

    public override string Write(Schedule value) =>
        value.Kind == ScheduleKind.Cron ? Cron.Write(new CronText(value.Cron!.ToString(), value.TimeZone!)) : Names.Write(value);

    private sealed record CronText(string Expression, string Zone);
}
