using System.Globalization;
using System.Text;

namespace Platform.Infra.Plan;

/// <summary>A plan for people.</summary>
public static class PlanText
{
    public static string Text(PlanDocument plan)
    {
        var text = new StringBuilder();
        var expanded = plan.Expanded;
        text.AppendLine(Headline(expanded)).AppendLine();
        foreach (var (owner, resources) in Owners(plan))
        {
            text.AppendLine(owner);
            foreach (var resource in resources) text.AppendLine(CultureInfo.InvariantCulture, $"  + {Short(resource.Type),-46} {resource.Name}{Marks(resource)}");
            text.AppendLine();
        }
        foreach (var table in PlanFacts.Tables(expanded)) text.AppendLine(CultureInfo.InvariantCulture, $"{table.Name,-40} {table.State,-8} {table.Schedule,-10} {Size.Of(table.Bytes)}");
        foreach (var warning in Warnings(expanded)) text.AppendLine(CultureInfo.InvariantCulture, $"warning: {warning}");
        foreach (var note in plan.Notes) text.AppendLine(CultureInfo.InvariantCulture, $"note: {note}");
        return text.ToString();
    }

    public static string Markdown(PlanDocument plan)
    {
        var text = new StringBuilder();
        var expanded = plan.Expanded;
        text.AppendLine(CultureInfo.InvariantCulture, $"### {Headline(expanded)}").AppendLine();
        text.AppendLine("| table | state | schedule | kept, as expected |").AppendLine("|---|---|---|---|");
        foreach (var table in PlanFacts.Tables(expanded)) text.AppendLine(CultureInfo.InvariantCulture, $"| `{table.Name}` | {table.State} | {table.Schedule} | {Size.Of(table.Bytes)} |");
        text.AppendLine();
        foreach (var warning in Warnings(expanded)) text.AppendLine(CultureInfo.InvariantCulture, $"- ⚠️ {warning}");
        foreach (var note in plan.Notes) text.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        text.AppendLine("<details><summary>resources</summary>").AppendLine().AppendLine("```");
        foreach (var (owner, resources) in Owners(plan))
        {
            text.AppendLine(owner);
            foreach (var resource in resources) text.AppendLine(CultureInfo.InvariantCulture, $"  + {Short(resource.Type)} {resource.Name}{Marks(resource)}");
        }
        return text.AppendLine("```").AppendLine("</details>").ToString();
    }

    /// <summary>The provider's own short name of a type: <c>aws:s3/bucket:Bucket</c> is <c>s3.Bucket</c>.</summary>
    public static string Short(string type) => type.Split(':') is ["aws", var module, var name] ? $"{module[..module.IndexOf('/', StringComparison.Ordinal)]}.{name}" : type;

    public static IEnumerable<string> Warnings(PlanDocument expanded) => PlanFacts.Tables(expanded).SelectMany(table => table.Warnings.Select(warning => $"{table.Name}, {warning}"));

    private static string Headline(PlanDocument plan)
    {
        var tables = PlanFacts.Tables(plan);
        return string.Create(CultureInfo.InvariantCulture, $"stack {plan.Stack}: {tables.Count} tables, {plan.Resources.Count(resource => !resource.IsComponent)} resources, {PlanFacts.Alarms(plan)} alarms on as many metrics, {(tables.All(table => table.Bytes is null) ? "kept size unknown (no table says expect: bytes)" : $"{Size.Of(PlanFacts.Bytes(plan))} kept as expected")}");
    }

    /// <summary>Resources under the table, group or shared thing that they belong to.</summary>
    private static IEnumerable<(string Owner, IReadOnlyList<PlanResource> Resources)> Owners(PlanDocument plan)
    {
        var byKey = plan.Resources.ToDictionary(resource => resource.Key, StringComparer.Ordinal);
        return plan.Resources.Where(resource => !resource.IsComponent)
            .GroupBy(resource => Top(resource, byKey), StringComparer.Ordinal)
            .OrderBy(group => group.Key.StartsWith("table ", StringComparison.Ordinal)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<PlanResource>)[.. group]));
    }

    private static string Top(PlanResource resource, Dictionary<string, PlanResource> byKey)
    {
        var top = resource;
        while (top.Parent is { } parent && byKey.TryGetValue(parent, out var above)) top = above;
        return top.Type == "platform:tables:TableResources" ? $"table {top.Name}" : top.Name;
    }

    private static string Marks(PlanResource resource) =>
        (resource.Protect ? " [protected]" : "") + (resource.Retain ? " [kept on delete]" : "") + (resource.Import is null ? "" : " [imported]");
}
