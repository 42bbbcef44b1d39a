using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Grammar;
using Platform.Registry.Layout;
using Platform.Registry.Types;
using Platform.Registry.Yaml;

namespace Platform.Registry.Loading;

/// <summary>What must hold between an entry's columns, and of those who name them. Reads the nodes, so that one bad column hides no other mistake.</summary>
internal static class ColumnRules
{
    public static void Check(ReadEntry read, Reading reading)
    {
        var names = NamesOf(read.Root).ToList();
        CheckNames(names, reading);
        CheckSidecars(read, names, reading);
        var known = names.Select(name => name.Text).ToHashSet(StringComparer.Ordinal);
        CheckKey(read, known, reading);
        CheckChecks(read, known, reading);
    }

    private static IEnumerable<YamlScalar> NamesOf(YamlNode root)
    {
        if (root.Locate("columns") is not YamlSequence columns) yield break;
        foreach (var column in columns.Items)
        {
            if ((column as YamlMapping)?.Find("name") is YamlScalar { IsNull: false, Text.Length: > 0 } name) yield return name;
        }
    }

    private static void CheckNames(IReadOnlyList<YamlScalar> names, Reading reading)
    {
        var byCatalogName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var catalogName = CatalogNames.Column(name.Text);
            if (ObjectLayout.PartitionKeys.Contains(catalogName))
                reading.Report(name.At, $"column '{Shown.Text(name.Text)}' has the name of a partition key", "leave it out, and it is not read");
            if (byCatalogName.TryAdd(catalogName, name.Text)) continue;
            var other = byCatalogName[catalogName];
            if (other == name.Text) reading.Report(name.At, $"column '{Shown.Text(name.Text)}' is listed twice", "remove one");
            else
            {
                reading.Report(
                    name.At,
                    $"columns '{Shown.Text(other)}' and '{Shown.Text(name.Text)}' are one column to the catalog, which lower-cases names",
                    "leave one out, and it is not read");
            }
        }
    }

    private static void CheckSidecars(ReadEntry read, IReadOnlyList<YamlScalar> names, Reading reading)
    {
        foreach (var column in read.File.Columns.Where(c => c.OnLoss == OnLoss.Text))
        {
            var sidecar = CatalogNames.Column(column.Name + FileColumns.RawSuffix);
            if (names.FirstOrDefault(n => CatalogNames.Column(n.Text) == sidecar) is { } taken)
                reading.Report(taken.At, $"column '{Shown.Text(taken.Text)}' has the name of the sidecar of column '{Shown.Text(column.Name)}'", "use on_loss: null for that one, or leave one out");
        }
    }

    private static void CheckKey(ReadEntry read, HashSet<string> known, Reading reading)
    {
        var key = read.File.Key ?? [];
        for (var i = 0; i < key.Count; i++)
        {
            var at = read.Root.Locate("key", i).At;
            CheckExists(key[i], known, at, "key", reading);
            if (key.Take(i).Contains(key[i])) reading.Report(at, $"key names column '{Shown.Text(key[i])}' twice", "remove one");
        }
    }

    private static void CheckChecks(ReadEntry read, HashSet<string> known, Reading reading)
    {
        var checks = read.File.Checks ?? [];
        for (var i = 0; i < checks.Count; i++)
        {
            foreach (var column in CheckGrammar.ColumnsOf(checks[i])) CheckExists(column, known, read.Root.Locate("checks", i).At, "a check", reading);
        }
    }

    private static void CheckExists(string column, HashSet<string> known, Position at, string who, Reading reading)
    {
        if (!known.Contains(column)) reading.Report(at, $"{who} names column '{Shown.Text(column)}', which is not among columns", NearestName.Hint(column, known));
    }
}
