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

    private static string[] Cells(string line) => [.. line.Split('|')[1..^1].Select(cell => cell.Trim().Trim('`'))];
}
