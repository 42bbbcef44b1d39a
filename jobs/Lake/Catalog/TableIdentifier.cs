namespace Platform.Lake.Catalog;

/// <summary>A catalog table: database <c>&lt;stack&gt;_&lt;source&gt;</c> and name, both lower case, as the registry's rules make them.</summary>
public readonly record struct TableIdentifier(string Database, string Name)
{
    /// <summary>The unpartitioned table that shows the newest snapshot.</summary>
    public TableIdentifier Latest => this with { Name = Name + "_latest" };

    public override string ToString() => $"{Database}.{Name}";
}
