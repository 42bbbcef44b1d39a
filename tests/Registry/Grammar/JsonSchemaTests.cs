using System.Text.Json;
using Platform.Registry.Grammar;

namespace Platform.Registry.Tests.Grammar;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("stacks/registry/table.schema.json")]
    [InlineData("stacks/registry/source.schema.json")]
    public void Committed_Schema_IsTheGrammars(string path)
    {
        var expected = path.Contains("table", StringComparison.Ordinal) ? JsonSchema.Table() : JsonSchema.Source();
        var committed = Repository.File(path);
        var written = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(path));
        File.WriteAllText(written, expected);
        Assert.True(File.Exists(committed) && File.ReadAllText(committed) == expected, $"{path} is not the grammar's schema: cp {written} {committed}");
    }

    [Fact]
    public void Table_EveryProperty_IsDescribed()
    {
        using var document = JsonDocument.Parse(JsonSchema.Table());
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", document.RootElement.GetProperty("$schema").GetString());
        var properties = document.RootElement.GetProperty("properties").EnumerateObject().ToList();
        Assert.Equal(27, properties.Count);
        Assert.All(properties, property => Assert.NotEqual("", property.Value.GetProperty("description").GetString()));
        Assert.False(document.RootElement.GetProperty("additionalProperties").GetBoolean());
        Assert.Contains("Not yet supported: mode: incremental or cdc.", document.RootElement.GetProperty("properties").GetProperty("mode").GetProperty("description").GetString(), StringComparison.Ordinal);
    }
}
