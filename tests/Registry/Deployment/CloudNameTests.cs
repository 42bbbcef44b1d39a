using Platform.Registry.Deployment;
using Platform.Registry.Entries;

namespace Platform.Registry.Tests.Deployment;

public sealed class CloudNameTests
{
    [Fact]
    public void Of_PlainTable_IsReadable() => Assert.Equal("platform-dev-shop-public-orders", CloudName.Of("dev", "shop", new TableName("public", "orders")));

    [Theory]
    [InlineData("public", "Orders")]
    [InlineData("public", "größe")]
    [InlineData("public", "a-b")]
    [InlineData("public", "x_123456789_123456789_123456789_123456789_123456789_123456789")]
    public void Of_NameThatMustChange_IsLegalAndEndsInAHash(string schema, string table) =>
        Assert.Matches("^platform-dev-shop-[a-z0-9_-]+-[0-9a-f]{8}$", CloudName.Of("dev", "shop", new TableName(schema, table)));

    [Fact]
    public void Of_TablesThatWouldMeet_StayApart()
    {
        TableName[] tables = [new("public", "a-b"), new("public-a", "b"), new("public", "a_b"), new("public", "A_B"), new("public", "a.b")];
        var names = tables.Select(table => CloudName.Of("dev", "shop", table)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, CloudName.Shortest));
    }
}
