using Platform.Registry.Types;

namespace Platform.Registry.Tests.Types;

/// <summary>docs/types.md says what the type table does.</summary>
public class DocumentedTypesTests
{
    [Fact]
    public void Page_EveryRow_IsWhatTheTypeTableAnswers()
    {
        var rows = File.ReadAllLines(Repository.File("docs/types.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Cells).ToList();
        Assert.True(rows.Count > 50, $"{rows.Count} rows");
        Assert.All(rows, row =>
        {
            var found = TypeTable.Find(row[0], row[1].Length == 0 ? null : row[1]);
            if (row[3].Length > 0) Assert.Equal(row[3], found.Type?.CatalogType);
            else Assert.EndsWith("is not yet supported", found.Problem, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Readme_EveryTypeThatItNames_IsInTheTypeTable()
    {
        var readme = File.ReadAllText(Repository.File("README.md"));
        var section = readme[readme.IndexOf("## Types", StringComparison.Ordinal)..];
        var named = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1))
            .Where(name => !name.StartsWith("as:", StringComparison.Ordinal))
            .Select(name => name.Replace("(p,s)", "(12,2)", StringComparison.Ordinal).Replace("(n)", "(3)", StringComparison.Ordinal))
            .ToList();
        Assert.True(named.Count > 25, $"{named.Count} types");
        Assert.All(named, name => Assert.NotNull(TypeTable.Find(name, null).Type));
    }

    private static string[] Cells(string line) => [.. line.Split('|')[1..^1].Select(cell => cell.Trim().Trim('`'))];
}
