using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>Which columns identify a row: the primary key, else the smallest unique index without nulls.</summary>
internal static class KeyProposal
{
    public static (IReadOnlyList<string>? Key, string Comment) For(LiveTable table, IReadOnlyCollection<LiveColumn> columns)
    {
        var names = columns.Where(c => !c.Nullable).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var index = table.Indexes.FirstOrDefault(i => i.Columns.All(names.Contains));
        if (index is null) return (null, "no primary key and no unique index without nulls: name the columns that identify a row as key, if there are any");
        return (index.Columns, index.Primary ? "" : $"no primary key: the columns of the unique index {index.Name}");
    }
}
