using Platform.Registry.Entries;
using Platform.Registry.Grammar;
using Platform.Registry.Layout;
using Platform.Registry.Yaml;

namespace Platform.Registry.Loading;

/// <summary>What must hold of an entry's further outputs.</summary>
internal static class OutputRules
{
    public static void Check(ReadEntry read, Reading reading)
    {
        var outputs = read.File.Outputs ?? [];
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < outputs.Count; i++)
        {
            var output = outputs[i];
            var node = read.Root.Locate("outputs", i);
            EntryRules.CheckCompression(output.Format, output.Compression, node.Locate("compression").At, reading);
            CheckName(read, output.Name, outputs.Take(i), node.Locate("name").At, holders, reading);
        }
    }

    private static void CheckName(ReadEntry read, string name, IEnumerable<Output> before, Position at, Dictionary<string, string> holders, Reading reading)
    {
        if (name == ObjectLayout.MainOutput)
        {
            reading.Report(at, $"output '{name}' has the name of the table's own", "its format and compression are the entry's; give this one another name");
            return;
        }

        if (before.Any(other => other.Name == name))
        {
            reading.Report(at, $"output '{name}' is listed twice", "remove one");
            return;
        }

        if (!read.HasTable) return;
        foreach (var catalogName in CatalogNames.All(read.File.Table, read.File.Version ?? 1, name))
        {
            if (holders.TryAdd(catalogName, name)) continue;
            reading.Report(at, $"outputs '{holders[catalogName]}' and '{name}' would both be catalog table {catalogName}", "_latest is added there: give one another name");
            return;
        }
    }
}
