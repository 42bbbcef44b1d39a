namespace Platform.Operator.Tests.Running;

/// <summary>A registry of a test's own.</summary>
public sealed class RegistryFolder
{
    public RegistryFolder(string home)
    {
        Path = System.IO.Path.Combine(home, "registry");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public RegistryFolder Source(string name, string yaml = "engine: postgres\n") => Write(name, "source.yaml", yaml);

    public RegistryFolder Table(string source, string table, string yaml) => Write(source, $"{table}.yaml", yaml);

    /// <summary>A table of one column, named after itself. The hour that a test means may end before its snapshot is taken.</summary>
    public RegistryFolder SmallTable(string source, string table) =>
        Table(source, table, $"table: {table}\nkey: [id]\nmax_lateness: 3h\ncolumns:\n  - {{ name: id, type: integer, nullable: false }}\n");

    private RegistryFolder Write(string source, string file, string yaml)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, source));
        File.WriteAllText(System.IO.Path.Combine(Path, source, file), yaml);
        return this;
    }
}
