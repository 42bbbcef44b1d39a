namespace Platform.Registry.Entries;

/// <summary>Schema and table as PostgreSQL stores them: unquoted, case kept.</summary>
public readonly record struct TableName(string Schema, string Name)
{
    public override string ToString() => $"{Schema}.{Name}";
}
