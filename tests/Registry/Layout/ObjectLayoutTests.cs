using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Registry.Tests.Layout;

public class ObjectLayoutTests
{
    private static readonly TableName Orders = new("public", "orders");
    private static readonly SnapshotTime Time = SnapshotTime.Parse("2026-03-01T09:00:00Z");

    [Fact]
    public void AttemptPrefix_MainOutput_IsTheContract()
    {
        Assert.True(Ulid.TryParse("01ARZ3NDEKTSV4RRFFQ69G5FAV", out var attempt));
        Assert.Equal(
            "shop/public/orders/snapshot_date=2026-03-01/snapshot_hour=09/attempt=01ARZ3NDEKTSV4RRFFQ69G5FAV/",
            ObjectLayout.AttemptPrefix("shop", Orders, Time, attempt));
        Assert.Equal(
            "shop/public/orders/_output=backup/snapshot_date=2026-03-01/snapshot_hour=09/attempt=01ARZ3NDEKTSV4RRFFQ69G5FAV/",
            ObjectLayout.AttemptPrefix("shop", Orders, Time, attempt, "backup"));
        Assert.Equal("part-00007.parquet", ObjectLayout.PartName(7, FileFormat.Parquet, Compression.Zstd));
        Assert.Equal("part-00000.csv.gz", ObjectLayout.PartName(0, FileFormat.Csv, Compression.Gzip));
        Assert.Equal("_registry/shop/public.orders/abc.json", ObjectLayout.EntryKey("shop", Orders, "abc"));
        Assert.Equal("_catalog/local_shop/orders.json", ObjectLayout.CatalogKey("local_shop", "orders"));
    }

    [Theory]
    [InlineData("..", "!2E!2E")]
    [InlineData("a/b", "a!2Fb")]
    [InlineData("a.b", "a!2Eb")]
    [InlineData("Größe 1", "Größe!201")]
    [InlineData("a!2Eb", "a!212Eb")]
    [InlineData("a=b%\"", "a!3Db!25!22")]
    public void PathName_HostileName_StaysOnePart(string name, string path) => Assert.Equal(path, PathName.Of(name));

    [Theory]
    [InlineData("public", "Orders", 1, "orders", "orders_latest")]
    [InlineData("sales", "orders", 1, "sales__orders", "sales__orders_latest")]
    [InlineData("public", "orders", 2, "orders_v2", "orders_v2_latest")]
    [InlineData("public", "order lines", 1, "order_lines", "order_lines_latest")]
    public void CatalogNames_Table_IsWhatReadersType(string schema, string name, int version, string table, string latest)
    {
        Assert.Equal(table, CatalogNames.Table(new TableName(schema, name), version));
        Assert.Equal(latest, CatalogNames.Latest(new TableName(schema, name), version));
    }

    [Theory]
    [InlineData("public", 1, "orders__backup", "orders__backup_latest")]
    [InlineData("public", 2, "orders_v2__backup", "orders_v2__backup_latest")]
    [InlineData("sales", 1, "sales__orders__backup", "sales__orders__backup_latest")]
    public void CatalogNames_OfAnOutput_StandBesideTheTable(string schema, int version, string table, string latest)
    {
        Assert.Equal(table, CatalogNames.Table(new TableName(schema, "orders"), version, "backup"));
        Assert.Equal(latest, CatalogNames.Latest(new TableName(schema, "orders"), version, "backup"));
    }

    [Theory]
    [InlineData("public.orders", "public", "orders")]
    [InlineData("public.Order lines", "public", "Order lines")]
    [InlineData("\"a.b\".\"c\"\"d\"", "a.b", "c\"d")]
    public void TableName_Text_RoundTrips(string text, string schema, string name)
    {
        Assert.True(TableName.TryParse(text, out var table));
        Assert.Equal(new TableName(schema, name), table);
        Assert.Equal(text, table.ToString());
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("public.")]
    [InlineData(".orders")]
    [InlineData("a.b.c")]
    [InlineData("a.\"b")]
    [InlineData("a.\"b\"c")]
    [InlineData("a.\"\"")]
    public void TableName_NoTable_IsRefused(string text) => Assert.False(TableName.TryParse(text, out _));
}
