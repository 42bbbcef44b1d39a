using Platform.Infra.Catalog;
using Platform.Registry.Entries;

namespace Platform.Infra.Tests.Catalog;

public class StorageFormatTests
{
    private static readonly Entry Entry = new()
    {
        Source = "shop",
        Table = new TableName("public", "orders"),
        Columns = [new EntryColumn { Name = "Order Id", Type = "smallint", Nullable = false }, new EntryColumn { Name = "at", Type = "timestamptz" }, new EntryColumn { Name = "body", Type = "bytea" }],
    };

    [Fact]
    public void Avro_InTheCatalog_HasTheSchemaOfItsFiles()
    {
        var format = StorageFormat.Of(Entry with { Format = FileFormat.Avro });
        Assert.Equal("org.apache.hadoop.hive.serde2.avro.AvroSerDe", format.Library);
        Assert.Equal(
            """{"type":"record","name":"row","fields":[{"name":"Order_Id","platform.name":"Order Id","type":["null",{"type":"int","platform.type":"smallint"}],"default":null},""" +
            """{"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}],"default":null},{"name":"body","type":["null","bytes"],"default":null}]}""",
            format.Parameters["avro.schema.literal"]);
    }

    [Theory]
    [InlineData(FileFormat.Parquet, "smallint", "timestamp", "binary")]
    [InlineData(FileFormat.Avro, "int", "timestamp", "binary")]
    [InlineData(FileFormat.Csv, "string", "string", "string")]
    [InlineData(FileFormat.JsonLines, "smallint", "timestamp", "string")]
    public void Columns_InTheCatalog_AreWhatTheFormatsReaderMakesOfThem(FileFormat format, params string[] types) =>
        Assert.Equal(types, CatalogColumns.Of(Entry with { Format = format }).Select(column => column.Type));
}
