using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// Where tables are made before they are live: a schema of its own for each schema that they will be in, so that everything has its final name from the
/// start, and becomes live by changing schemas.
/// </summary>
internal sealed class WorkingSchemas
{
    public const string Prefix = "platform_restore_";

    /// <summary>The comment of every working schema.</summary>
    public const string Mark = "Tables that a restore is making. Once that is gone, the next restore drops it.";

    private readonly List<string> _finals = [];

    public WorkingSchemas(Ulid id) => Base = Prefix + id.ToString().ToLowerInvariant();

    /// <summary>What the schemas' names begin with; also what the session holds an advisory lock on for as long as it lives.</summary>
    public string Base { get; }

    /// <summary>Working schemas with the final schemas they stand for.</summary>
    public IEnumerable<(string Working, string Final)> All => _finals.Select((f, i) => (Named(i), f));

    /// <summary>The working schema that stands for a final one.</summary>
    public string Of(string final)
    {
        if (!_finals.Contains(final)) _finals.Add(final);
        return Named(_finals.IndexOf(final));
    }

    public TableName Of(TableName final) => new(Of(final.Schema), final.Name);

    /// <summary>The final schema that a working one stands for.</summary>
    public string FinalOf(string working) => All.First(s => s.Working == working).Final;

    /// <summary>A type's name, or any SQL, with the final schemas' names put back.</summary>
    public string Final(string sql)
    {
        foreach (var (working, final) in All) sql = sql.Replace(working + ".", Unquoted(final) + ".", StringComparison.Ordinal);
        return sql;
    }

    /// <summary>As the server writes it where it needs no quotes; others are quoted by it as well.</summary>
    private static string Unquoted(string name) =>
        name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') && !char.IsAsciiDigit(name[0]) ? name : Sql.Identifier.Quote(name);

    private string Named(int index) => Base + "_" + index.ToString(CultureInfo.InvariantCulture);
}
