using Platform.Registry.Entries;
using Platform.Registry.Metrics;

namespace Platform.Registry.Tests.Metrics;

public class TableMetricsTests
{
    [Theory]
    [InlineData("public", "orders", "public.orders")]
    [InlineData("public", "größe", "public.gr\\u00f6\\u00dfe")]
    [InlineData("odd.schema", "a b", "\"odd.schema\".a b")]
    [InlineData("public", "a\\u00f6", "public.a\\u005cu00f6")]
    [InlineData("public", "😀", "public.\\ud83d\\ude00")]
    public void TableValue_AnyName_IsPrintableAsciiAndItsOwn(string schema, string table, string expected) =>
        Assert.Equal(expected, TableMetrics.TableValue(new TableName(schema, table)));
}
