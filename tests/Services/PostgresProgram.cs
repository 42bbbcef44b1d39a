namespace Platform.Services;

/// <summary>PostgreSQL's programs beside the server's own, such as pgbench and pg_basebackup.</summary>
public static class PostgresProgram
{
    /// <summary>Debian keeps them beside the server's programs, outside of PATH; elsewhere PATH has them.</summary>
    public static string Find(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetFiles("/usr/lib/postgresql", name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() ?? name
            : name;
}
