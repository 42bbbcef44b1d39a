using Platform.Registry.Entries;
using Platform.Registry.Writing;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>A column as one line of a registry file, for messages that say what to write.</summary>
internal static class ColumnLine
{
    public static string Of(LiveColumn column) => Of(new EntryColumn { Name = column.Name, Type = column.Type.EntryText, Nullable = column.Nullable });

    public static string Of(EntryColumn column) => EntryWriter.Write(column);
}
