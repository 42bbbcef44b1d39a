using Platform.Registry.Entries;
using Platform.Registry.Grammar;
using Platform.Registry.Layout;
using Platform.Registry.Yaml;

namespace Platform.Registry.Loading;

/// <summary>What must hold between the entries of one source.</summary>
internal static class SourceRules
{
    public static void Check(ReadSource source, Func<string, Reading> reading)
    {
        CheckDuplicates(source, reading);
        CheckCatalogNames(source, reading);
        if (source.Root is not null) CheckGroups(source, source.Root, reading(source.Path));
    }

    private static void CheckDuplicates(ReadSource source, Func<string, Reading> reading)
    {
        var first = new Dictionary<TableName, ReadEntry>();
        foreach (var entry in source.Entries.Where(entry => entry.HasTable))
        {
            if (first.TryAdd(entry.File.Table, entry)) continue;
            reading(entry.Path).Report(entry.Root.Locate("table").At, $"table {entry.File.Table} is registered twice", $"first in {first[entry.File.Table].Path}");
        }
    }

    private static void CheckCatalogNames(ReadSource source, Func<string, Reading> reading)
    {
        var holders = new Dictionary<string, ReadEntry>(StringComparer.Ordinal);
        foreach (var entry in source.Entries.Where(entry => entry.HasTable))
        {
            var met = new HashSet<TableName> { entry.File.Table };
            foreach (var name in CatalogNames.All(entry.File.Merge(source.Settings)))
            {
                if (holders.TryAdd(name, entry)) continue;
                var holder = holders[name];
                if (!met.Add(holder.File.Table)) continue;
                reading(entry.Path).Report(
                    entry.Root.Locate("table").At,
                    $"tables {holder.File.Table} and {entry.File.Table} would both be catalog table {name}",
                    $"names are lower-cased there, and _latest and _v2 are added; the other is in {holder.Path}");
            }
        }
    }

    private static void CheckGroups(ReadSource source, YamlNode root, Reading reading)
    {
        var grouped = new Dictionary<TableName, string>();
        foreach (var group in source.Settings.Groups)
        {
            for (var i = 0; i < group.Tables.Count; i++)
            {
                var table = group.Tables[i];
                var at = root.Locate("groups", group.Name, "tables", i).At;
                var entry = source.Entries.FirstOrDefault(entry => entry.File.Table == table);
                if (entry is null && !HasFile(source, table)) reading.Report(at, $"group {group.Name} names table {table}, which has no file in this source");
                else if (entry?.File.Schedule is { } schedule && !schedule.Equals(group.Schedule))
                    reading.Report(at, $"table {table} is scheduled {schedule} and its group {group.Name} {group.Schedule}", $"remove schedule from {entry.Path}");
                if (!grouped.TryAdd(table, group.Name)) reading.Report(at, $"table {table} is in group {grouped[table]} already", "a table is in one group");
            }
        }
    }

    /// <summary>A file that could not be read has mistakes of its own.</summary>
    private static bool HasFile(ReadSource source, TableName table) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(source.Path)!, ObjectLayout.EntryFileStem(table) + RegistryLoader.Extension));
}
