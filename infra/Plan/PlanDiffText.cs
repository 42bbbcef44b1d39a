using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>A difference for people.</summary>
public static class PlanDiffText
{
    /// <summary>Characters of a value that are shown; the committed plan has the rest.</summary>
    private const int MaxValue = 120;

    public static string Text(PlanDiff diff, string revision)
    {
        var text = new StringBuilder();
        text.AppendLine(Headline(diff, revision));
        Lines(diff, text);
        foreach (var refused in diff.Refused) text.AppendLine(CultureInfo.InvariantCulture, $"refused: {refused}");
        return text.ToString();
    }

    public static string Markdown(PlanDiff diff, string revision)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"### {Headline(diff, revision)}").AppendLine();
        foreach (var refused in diff.Refused) text.AppendLine(CultureInfo.InvariantCulture, $"- ⛔ **refused** {refused}");
        if (diff.IsEmpty) return text.ToString();
        text.AppendLine("```diff");
        Lines(diff, text);
        return text.AppendLine("```").ToString();
    }

    private static string Headline(PlanDiff diff, string revision) => diff.IsEmpty
        ? $"stack {diff.Stack}: no change since {revision}"
        : string.Create(CultureInfo.InvariantCulture,
            $"stack {diff.Stack} since {revision}: {Cloud(diff.Added)} added, {diff.Changed.Count} changed, {Cloud(diff.Removed)} removed; alarms and metrics {diff.Alarms:+0;-0;+0}, storage {Size.Change(diff.Storage)}");

    private static int Cloud(IReadOnlyList<PlanResource> resources) => resources.Count(resource => !resource.IsComponent);

    private static void Lines(PlanDiff diff, StringBuilder text)
    {
        foreach (var resource in diff.Added.Where(resource => !resource.IsComponent)) text.AppendLine(CultureInfo.InvariantCulture, $"+ {PlanText.Short(resource.Type)} {resource.Name}");
        foreach (var resource in diff.Removed.Where(resource => !resource.IsComponent)) text.AppendLine(CultureInfo.InvariantCulture, $"- {PlanText.Short(resource.Type)} {resource.Name}{(resource.Retain ? " (kept in the cloud)" : "")}");
        foreach (var change in diff.Changed)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"! {PlanText.Short(change.Resource.Type)} {change.Resource.Name}");
            foreach (var property in change.Properties)
            {
                if (property.Before is not null) text.AppendLine(CultureInfo.InvariantCulture, $"-     {property.Path}: {Shown(property.Before)}");
                if (property.After is not null) text.AppendLine(CultureInfo.InvariantCulture, $"+     {property.Path}: {Shown(property.After)}");
            }
        }
        foreach (var permission in diff.Gained) text.AppendLine(CultureInfo.InvariantCulture, $"+ permission: {permission}");
        foreach (var permission in diff.Lost) text.AppendLine(CultureInfo.InvariantCulture, $"- permission: {permission}");
        foreach (var warning in diff.Warnings) text.AppendLine(CultureInfo.InvariantCulture, $"! warning: {warning}");
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Shown(JsonNode node) => Shown(node.ToJsonString(Plain));

    private static string Shown(string value) => value.Length <= MaxValue ? value : $"{value[..MaxValue]}…";
}
