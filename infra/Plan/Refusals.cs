using Platform.Registry.Types;

namespace Platform.Infra.Plan;

/// <summary>Changes that a deployment must not make.</summary>
internal static class Refusals
{
    private const string CatalogTable = "aws:glue/catalogTable:CatalogTable";

    public static IEnumerable<string> Of(PlanDocument before, PlanDocument after, IReadOnlyList<ResourceChange> changed)
    {
        var now = PlanFacts.Tables(after).Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var table in PlanFacts.Tables(before).Where(table => table.State != "retired" && !now.Contains(table.Name)))
            yield return $"{table.Name}: its file was deleted while it is {table.State}; set state: retired first, deploy, and delete the file after that: a job that still runs must not lose its role";
        foreach (var change in changed.Where(change => change.Resource.Type == CatalogTable))
        {
            var old = before.Resources.First(resource => resource.Key == change.Resource.Key);
            foreach (var problem in Incompatible(old, change.Resource))
                yield return $"{change.Resource.Name}: {problem}; raise version, which makes a new catalog table beside the old";
        }
    }

    /// <summary>What breaks readers of earlier partitions, a sentence each.</summary>
    public static IEnumerable<string> Incompatible(PlanResource before, PlanResource after) => SchemaChange.Incompatible(Columns(before), Columns(after));

    private static IReadOnlyList<(string Name, string Type)> Columns(PlanResource table) =>
        [.. table.Inputs["storageDescriptor"]!["columns"]!.AsArray().Select(column => ((string)column!["name"]!, (string)column["type"]!))];
}
