using System.Text.Json.Nodes;
using Platform.Aws.Calls;
using Platform.Fakes.Glue;
using Platform.Fakes.Signing;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;

namespace Platform.Lake.Tests.Catalog.Glue;

/// <summary>A Glue catalog over a fake, and tables deployed into it as infrastructure does.</summary>
internal static class GlueSite
{
    public static AwsClient Client(FakeGlue fake)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", FakeCredentials.Default.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", FakeCredentials.Default.SecretKey);
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", FakeCredentials.Default.SessionToken);
        return new AwsClient(new AwsSettings(FakeGlue.Region, name => name == "AWS_ENDPOINT_URL_GLUE" ? fake.Endpoint.AbsoluteUri : null), TimeProvider.System);
    }

    public static GlueCatalog Open(FakeGlue fake) => new(Client(fake), TimeProvider.System);

    public static void Deploy(FakeGlue fake, TableDefinition definition) => fake.Deploy(definition.Identifier.Database, new JsonObject
    {
        ["Name"] = definition.Identifier.Name,
        ["Description"] = definition.Description,
        ["TableType"] = "EXTERNAL_TABLE",
        ["Parameters"] = new JsonObject { ["classification"] = definition.Format, ["EXTERNAL"] = "TRUE" },
        ["PartitionKeys"] = new JsonArray(new JsonObject { ["Name"] = "snapshot_date", ["Type"] = "string" }, new JsonObject { ["Name"] = "snapshot_hour", ["Type"] = "string" }),
        ["StorageDescriptor"] = new JsonObject
        {
            ["Location"] = "s3://lake/shop/public/orders/",
            ["InputFormat"] = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            ["OutputFormat"] = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            ["SerdeInfo"] = new JsonObject { ["Name"] = "parquet", ["SerializationLibrary"] = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", ["Parameters"] = new JsonObject { ["serialization.format"] = "1" } },
            ["Columns"] = new JsonArray([.. definition.Columns.Select(c => new JsonObject { ["Name"] = c.Name, ["Type"] = c.Type })]),
        },
    });
}
