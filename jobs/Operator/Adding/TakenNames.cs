using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Operator.Adding;

/// <summary>The catalog names of the tables that are being added: two tables of one name would make a registry that no command accepts.</summary>
internal sealed class TakenNames
{
    private readonly Dictionary<string, TableName> _holders = new(StringComparer.Ordinal);

    /// <exception cref="PlatformException">Data, <c>catalog-name-taken</c>: another table has one of the names; then none is taken.</exception>
    public void Take(TableName table)
    {
        var names = CatalogNames.All(table, version: 1).ToList();
        if (names.FirstOrDefault(_holders.ContainsKey) is { } name)
        {
            throw new PlatformException(
                Stage.Schema, ExitCode.Data, $"{_holders[name]} and {table} would both be catalog table {name}.",
                "Names are lower-cased there, and _latest is added: add one of the two, or rename one through a view.")
            { Kind = "catalog-name-taken", Table = table.ToString() };
        }

        foreach (var own in names) _holders.Add(own, table);
    }
}
