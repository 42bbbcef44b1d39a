using Platform.Registry.Entries;
using Platform.Registry.Types;

namespace Platform.Registry.Tests.Types;

public class CatalogTypesTests
{
    [Theory]
    [InlineData("smallint", "int", "string", "smallint")]
    [InlineData("bigint", "bigint", "string", "bigint")]
    [InlineData("numeric(12,2)", "decimal(12,2)", "string", "decimal(12,2)")]
    [InlineData("bytea", "binary", "string", "string")]
    [InlineData("timestamptz", "timestamp", "string", "timestamp")]
    [InlineData("smallint[]", "array<int>", "string", "array<smallint>")]
    [InlineData("bytea[]", "array<binary>", "string", "array<string>")]
    public void Type_OfAColumn_IsWhatTheFormatsReaderMakesOfIt(string postgres, string avro, string csv, string jsonl)
    {
        var type = TypeTable.Resolve(postgres);
        Assert.Equal(type.CatalogType, CatalogTypes.Of(type, FileFormat.Parquet));
        Assert.Equal((avro, csv, jsonl), (CatalogTypes.Of(type, FileFormat.Avro), CatalogTypes.Of(type, FileFormat.Csv), CatalogTypes.Of(type, FileFormat.JsonLines)));
    }

    [Fact]
    public void Uuid_OutsideParquet_IsAString()
    {
        var type = TypeTable.Resolve("uuid", "uuid");
        Assert.Equal(["binary", "string", "string", "string"], Enum.GetValues<FileFormat>().Select(format => CatalogTypes.Of(type, format)));
    }
}
